// The search for a nominee as a combobox (WAI-ARIA): suggestions while one types, arrows, Enter,
// Escape, and who was chosen as a chip that can be taken back.
(function () {
  "use strict";
  const SOON = 200; // milliseconds after the last key
  const box = document.querySelector("[data-combobox]");
  if (!box) return;
  const words = box.dataset;
  const form = box.closest("form");
  const input = box.querySelector("[name=who]");
  const search = box.querySelector(".who-search");
  let options = [];
  let active = -1;
  let waiting = null;
  let asked = 0;

  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.querySelector("label").textContent);
  const said = document.createElement("p");
  said.className = "search-said";
  said.setAttribute("role", "status");
  const value = document.createElement("input");
  value.type = "hidden";
  value.name = "nominee";
  const chip = document.createElement("div");
  chip.className = "chosen";
  chip.hidden = true;
  search.after(list, said, value, chip);
  box.querySelector("[data-find]").remove(); // the list comes by itself
  input.type = "text";
  for (const [name, each] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" }))
    input.setAttribute(name, each);

  function face(option) {
    const avatar = document.createElement("span");
    avatar.className = "avatar small";
    avatar.setAttribute("aria-hidden", "true");
    avatar.textContent = option.initials || "•••";
    const text = document.createElement("span");
    const name = document.createElement("span");
    name.className = "name";
    name.textContent = option.name;
    const detail = document.createElement("small");
    detail.textContent = option.detail;
    text.append(name, " ", detail);
    return [avatar, text];
  }

  // The list. -------------------------------------------------------------------------------

  function show(found) {
    options = found;
    list.replaceChildren(
      ...found.map(function (option, number) {
        const row = document.createElement("li");
        row.id = "suggestion-" + number;
        row.setAttribute("role", "option");
        row.append(...face(option));
        return row;
      }),
    );
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    point(found.length ? 0 : -1);
  }
  function point(number) {
    active = number;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === number)));
    if (number < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[number].id);
    list.children[number].scrollIntoView({ block: "nearest" });
  }
  function close() {
    asked += 1; // what is still on its way comes too late
    clearTimeout(waiting);
    show([]);
  }

  async function find() {
    const turn = ++asked;
    const query = input.value.trim();
    if (!query) {
      said.textContent = "";
      return show([]);
    }
    const award = form.querySelector("[name=award]:checked")?.value ?? "";
    try {
      const answer = await fetch(words.address + "?" + new URLSearchParams({ q: query, award }), { redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      if (turn !== asked) return;
      show(found.options);
      said.textContent = found.said;
    } catch {
      if (turn === asked) said.textContent = words.lost;
    }
  }

  input.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(find, SOON);
  });
  input.addEventListener("keydown", function (event) {
    const last = options.length - 1;
    if (event.key === "Enter") {
      event.preventDefault(); // never sends the form from here
      if (active >= 0) choose(options[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void find();
      const step = event.key === "ArrowDown" ? 1 : -1;
      point((active + step + options.length) % options.length);
    } else if ((event.key === "Home" || event.key === "End") && !list.hidden && event.ctrlKey) {
      event.preventDefault();
      point(event.key === "Home" ? 0 : last);
    } else if (event.key === "Tab" && !list.hidden) {
      close();
    }
  });
  // Pressing an option must not take the focus away before it is chosen.
  list.addEventListener("pointerdown", (event) => event.pointerType === "mouse" && event.preventDefault());
  list.addEventListener("click", function (event) {
    const row = event.target.closest("[role=option]");
    if (row) choose(options[[...list.children].indexOf(row)]);
  });
  document.addEventListener("click", (event) => !box.contains(event.target) && close());

  // Who was chosen. -------------------------------------------------------------------------

  function put(option) {
    value.value = option ? option.value : "";
    form.dataset.chosen = option ? JSON.stringify(option) : "";
    chip.hidden = !option;
    search.hidden = Boolean(option);
    if (!option) return;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "btn btn-quiet btn-sm";
    again.textContent = words.again;
    again.addEventListener("click", function () {
      put(null);
      said.textContent = words.none;
      form.dispatchEvent(new CustomEvent("nomination:changed"));
      input.focus();
    });
    chip.replaceChildren(...face(option), again);
  }
  function choose(option) {
    close();
    input.value = "";
    put(option);
    said.textContent = words.chose + " " + option.name;
    form.dispatchEvent(new CustomEvent("nomination:changed"));
    chip.querySelector("button").focus();
  }

  // What the page came with, or what was kept on this device.
  const found = box.querySelector("[data-found]");
  if (found) {
    const checked = found.querySelector("[name=nominee]:checked");
    if (checked) {
      input.value = "";
      put({ value: checked.value, ...checked.dataset });
    } else {
      find(); // a name that was typed, and sent without choosing
    }
    found.remove();
  }
  form.addEventListener("nomination:filled", function (event) {
    const { nominee } = event.detail;
    if (!nominee) return put(null);
    if (nominee === value.value) return;
    const kept = form.dataset.lastChosen ? JSON.parse(form.dataset.lastChosen) : null;
    put(kept && kept.value === nominee ? kept : { value: nominee, name: nominee, detail: "", initials: "" });
  });

  // A person for a team's award, or the other way round, cannot be: they are put aside, and come
  // back with their award.
  let aside = null;
  window.fitNominee = function (isForTeam) {
    const chosen = form.dataset.chosen ? JSON.parse(form.dataset.chosen) : null;
    const fits = (option) => option && option.value.startsWith("t") === isForTeam;
    if (chosen && !fits(chosen)) {
      const next = fits(aside) ? aside : null;
      aside = chosen;
      put(next);
    } else if (!chosen && fits(aside)) {
      put(aside);
    }
    if (input.value.trim()) find();
  };
})();
