// onnxruntime-web in a worker, with its own defaults but for threads: a message is too small to be shared out.
import * as ort from "./ort.wasm.min.mjs";

ort.env.wasm.wasmPaths = new URL("./", import.meta.url).href;
ort.env.wasm.numThreads = 1;
const session = await ort.InferenceSession.create(new URL("./frustration.onnx", import.meta.url).href, { executionProviders: ["wasm"] });

onmessage = async ({ data: { core, further, positions } }) => {
  const tensor = (ids) => new ort.Tensor("int32", ids, [positions, ids.length / positions]);
  const { score } = await session.run({ core: tensor(core), further: tensor(further) });
  postMessage(score.data[0]);
};
postMessage("ready");
