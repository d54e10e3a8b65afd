// What the editor is given beyond text: blocks with forms of their own, pictures, links, what is pasted.
// `field` is the textarea that the editor stands for, `endpoints` the addresses of the server by name.
export function extras({ field, endpoints }) {
  return { extensions: [], slash: [], buttons: [], nodeViews: {} };
}
