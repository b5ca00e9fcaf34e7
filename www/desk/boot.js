// Starts the desk; says so where it cannot. A file of its own, because the page's policy allows no inline script.
import start from "./desk.js";

start({ module_or_path: new URL("desk_bg.wasm", import.meta.url) }).catch((cause) => {
  console.error(cause);
  const chinese = navigator.language.toLowerCase().startsWith("zh");
  document.getElementById("desk").innerHTML = "<p class='loading' role='alert'></p>";
  document.querySelector("#desk p").textContent = chinese
    ? "工作台未能加载。请检查网络连接后刷新页面。"
    : "The desk could not be loaded. Check the connection and reload the page.";
});
