// In the page: each engine in a worker of its own, started and asked in the same way.

/** Starts a worker and waits for its answers one by one. */
const driver = (worker) => {
  let next;
  worker.onmessage = ({ data }) => next(data);
  worker.onerror = (event) => next({ Failed: { why: event.message } });
  return (message) =>
    new Promise((resolve, reject) => {
      next = (data) => (data?.Failed ? reject(Error(data.Failed.why)) : resolve(data));
      if (message !== undefined) worker.postMessage(message);
    });
};

const blob = (script) => new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })), { type: "module" });

const engines = {
  // As the widget starts it: a Blob that imports the module, then the model's address.
  beeline: async () => {
    const at = `${location.origin}/beeline/`;
    const tell = driver(blob(`import("${at}worker.js").then(m=>m.default({module_or_path:"${at}worker_bg.wasm"})).catch(e=>postMessage({Failed:{why:String(e)}}))`));
    await tell();
    await tell({ Load: { model: `${at}frustration.onnx`, false_alarms: undefined } });
    return async ({ text }) => (await tell({ Score: { ticket: 0, text } })).Scored.score;
  },
  // The same file; the message comes as the ids that our tokeniser made of it, which costs this engine nothing.
  onnxruntime: async () => {
    const tell = driver(new Worker("/onnxruntime/worker.mjs", { type: "module" }));
    await tell();
    return async ({ core, further, positions }) => tell({ core, further, positions });
  },
  vader: async () => {
    const tell = driver(new Worker("/vader/worker.mjs", { type: "module" }));
    await tell();
    return async ({ text }) => tell(text);
  },
  // Answers at once: what asking a worker costs by itself.
  nothing: async () => {
    const tell = driver(blob("onmessage=({data})=>postMessage(data.length);postMessage(0)"));
    await tell();
    return async ({ text }) => tell(text);
  },
};

/** Milliseconds from nothing to the first score. */
window.open_engine = async (name, message) => {
  const start = performance.now();
  window.ask = await engines[name]();
  await window.ask(message);
  return performance.now() - start;
};

/** Every message once, one after another: microseconds and score of each. */
window.ask_all = async (messages) => {
  const answers = [];
  for (const message of messages) {
    const start = performance.now();
    const score = await window.ask(message);
    answers.push([(performance.now() - start) * 1000, score]);
  }
  return answers;
};
