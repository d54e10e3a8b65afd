// The GraphQL explorer: sends what stands in the form, shows what comes back, and reads the schema for looking up.
const ADDRESS = "/api/graphql";
const KEPT = "api-authorization";
const MOST = 60;
const SCHEMA = `{ __schema { queryType { name } mutationType { name } types { kind name description
  fields { name description type { ...Ref } args { name defaultValue type { ...Ref } } }
  inputFields { name defaultValue type { ...Ref } } enumValues { name } possibleTypes { name } } } }
fragment Ref on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

const form = document.querySelector(".question");
const [query, variables, authorization] = ["query", "variables", "authorization"].map((id) => document.getElementById(id));
const status = document.querySelector("output");
const shown = document.querySelector(".answer code");

authorization.value = sessionStorage.getItem(KEPT) ?? "";
authorization.addEventListener("input", () => sessionStorage.setItem(KEPT, authorization.value));
form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
});

async function ask(body) {
  const headers = { "Content-Type": "application/json" };
  const sent = authorization.value.trim();
  if (sent) headers.Authorization = sent;
  return fetch(ADDRESS, { method: "POST", headers, body: JSON.stringify(body), credentials: "same-origin" });
}

async function run() {
  let values = null;
  try {
    values = variables.value.trim() ? JSON.parse(variables.value) : null;
  } catch (error) {
    status.textContent = `The variables are no JSON: ${error.message}`;
    return;
  }
  status.textContent = "Asking…";
  const began = performance.now();
  try {
    const answer = await ask({ query: query.value, variables: values });
    const told = await answer.json();
    const failed = told.errors ? `, ${told.errors.length} ${told.errors.length === 1 ? "error" : "errors"}` : "";
    status.textContent = `${answer.status} in ${Math.round(performance.now() - began)} ms${failed}`;
    shown.textContent = JSON.stringify(told, null, 2);
  } catch (error) {
    status.textContent = `Not answered: ${error.message}`;
  }
}

const types = new Map();
const list = document.querySelector(".types");
const find = document.querySelector("#find");
const trail = document.querySelector(".trail");

if (document.body.dataset.introspection === "on") {
  const { data } = await (await ask({ query: SCHEMA })).json();
  for (const type of data?.__schema.types ?? []) if (!type.name.startsWith("__")) types.set(type.name, type);
  trail.append(...["Query", "Mutation"].map(link));
  find.addEventListener("input", () => (find.value.trim() ? search(find.value.trim().toLowerCase()) : show("Query")));
  show("Query");
}

function element(tag, ...content) {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

function link(name) {
  if (!types.has(name)) return name;
  const made = element("button", name);
  made.type = "button";
  made.addEventListener("click", () => { find.value = ""; show(name); });
  return made;
}

// A type as it is written, its name a link: [Post!]
function written(type) {
  if (type.kind === "NON_NULL") return [...written(type.ofType), "!"];
  if (type.kind === "LIST") return ["[", ...written(type.ofType), "]"];
  return [link(type.name)];
}

function entry({ name, description, args, type }) {
  const term = element("dt", element("code", name));
  if (args?.length) {
    const inside = args.flatMap((arg, number) => [number ? ", " : "", `${arg.name}: `, ...written(arg.type)]);
    term.append(element("code", "(", ...inside, ")"));
  }
  if (type) term.append(element("code", ": ", ...written(type)));
  return element("div", term, ...(description ? [element("dd", description)] : []));
}

function show(name) {
  const type = types.get(name);
  const rows = type.fields ?? type.inputFields ?? type.enumValues ?? [];
  const members = (type.possibleTypes ?? []).map((one) => element("div", element("dt", link(one.name))));
  list.replaceChildren(element("h3", name), element("p", type.description ?? ""), element("dl", ...rows.map(entry), ...members));
}

function search(words) {
  const found = [];
  for (const type of types.values()) {
    if (type.name.toLowerCase().includes(words)) found.push(element("div", element("dt", link(type.name))));
    for (const field of type.fields ?? []) {
      if (field.name.toLowerCase().includes(words)) found.push(element("div", element("dt", link(type.name), `.${field.name}`)));
    }
    if (found.length > MOST) break;
  }
  list.replaceChildren(element("dl", ...found.slice(0, MOST)), ...(found.length ? [] : [element("p", "Nothing is called that.")]));
}
