// VADER in a worker: the word list that many chats would take.
import vader from "vader-sentiment";

onmessage = ({ data }) => postMessage(-vader.SentimentIntensityAnalyzer.polarity_scores(data).compound);
postMessage("ready");
