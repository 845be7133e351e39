// Filters the problems by words and status, and copies lists. Without it the page is complete; only these are missing.
(function () {
  "use strict";
  var tools = document.getElementById("tools");
  if (!tools) { return; }
  var words = document.getElementById("words");
  var status = document.getElementById("status");
  var told = document.getElementById("told");
  var problems = Array.prototype.slice.call(document.querySelectorAll(".problem:not(.barrier)"));
  var folds = Array.prototype.slice.call(document.querySelectorAll(".fold"));
  var texts = problems.map(function (item) { return item.textContent.toLowerCase(); });
  Array.prototype.forEach.call(document.querySelectorAll("textarea.copy"), function (list) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = "全部复制";
    button.addEventListener("click", function () {
      list.select();
      button.textContent = document.execCommand("copy") ? "已复制" : "请按 Ctrl+C 复制";
    });
    list.parentNode.insertBefore(button, list);
  });
  var waiting = 0;
  tools.hidden = false;
  function apply() {
    var wanted = words.value.trim().toLowerCase();
    var kind = status.value;
    var filtering = wanted !== "" || kind !== "";
    var shown = 0;
    problems.forEach(function (item, index) {
      var match = texts[index].indexOf(wanted) !== -1 && (kind === "" || item.dataset.status === kind);
      item.hidden = !match;
      if (match) { shown += 1; }
    });
    folds.forEach(function (fold) {
      var any = fold.querySelector(".problem:not(.barrier):not([hidden])") !== null;
      fold.hidden = filtering && !any;
      if (filtering && any) { fold.open = true; }
    });
    told.textContent = "显示 " + shown + " 条，共 " + problems.length + " 条";
  }
  function later() { clearTimeout(waiting); waiting = setTimeout(apply, 150); }
  words.addEventListener("input", later);
  status.addEventListener("change", apply);
  window.addEventListener("beforeprint", function () {
    folds.forEach(function (fold) { fold.open = true; });
  });
}());
