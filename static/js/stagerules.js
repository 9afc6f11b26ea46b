// The rules of the stage, as recognition/rules/stage.py has them: for the time without a network.
(function () {
  "use strict";
  const STEPS = ["award", "name", "citation"];

  function isOnAward(stage) {
    return stage.place > 0 && stage.place <= stage.count;
  }
  function add(places, place) {
    return [...new Set([...places, place])].sort((a, b) => a - b);
  }
  function at(stage, place, step = "award") {
    return { ...stage, place, step, hidden: false, paused: false };
  }
  function on(stage) {
    let place = stage.place + 1;
    while (stage.skipped.includes(place)) place += 1;
    return at(stage, place);
  }
  function next(stage) {
    if (stage.paused) return { ...stage, paused: false };
    if (stage.place > stage.count) return stage;
    if (isOnAward(stage) && stage.step !== "citation") {
      return { ...stage, step: STEPS[STEPS.indexOf(stage.step) + 1] };
    }
    return on(stage);
  }
  function back(stage) {
    if (stage.paused) return { ...stage, paused: false };
    if (stage.place === 0) return stage;
    if (isOnAward(stage) && stage.step !== "award") {
      return { ...stage, step: STEPS[STEPS.indexOf(stage.step) - 1] };
    }
    const place = stage.place - 1;
    return !place || stage.skipped.includes(place) ? go(stage, place) : at(stage, place, "citation");
  }
  function skip(stage) {
    if (!isOnAward(stage)) return stage;
    const skipped = stage.said.includes(stage.place) ? stage.skipped : add(stage.skipped, stage.place);
    return on({ ...stage, skipped });
  }
  function go(stage, to) {
    return at({ ...stage, skipped: stage.skipped.filter((each) => each !== to) }, to);
  }

  function moved(stage, act, to) {
    if (act === "hide" || act === "show") {
      return isOnAward(stage) ? { ...stage, hidden: act === "hide" } : stage;
    }
    if (act === "pause" || act === "resume") return { ...stage, paused: act === "pause" };
    if (act === "go") return go(stage, to);
    return { next, back, skip }[act](stage);
  }
  function showsName(stage) {
    return isOnAward(stage) && stage.step !== "award" && !stage.hidden && !stage.paused;
  }
  function after(stage, act, to) {
    const now = moved(stage, act, to);
    return showsName(now) ? { ...now, said: add(now.said, now.place) } : now;
  }
  window.stageRules = { after, isOnAward, showsName };
})();
