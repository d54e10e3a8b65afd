// Kinds of text that the bundle does not bring or brings without what can be typed for them.
import { InputRule, Mark, Node, OrderedList, markInputRule, wrappingInputRule } from "../../vendor/editor.js";

// What a link may lead to; the server has the last word.
export const SAFE = /^(https?:|mailto:|tel:|[/#])/i;

export const NumberedList = OrderedList.extend({
  addInputRules() {
    return [wrappingInputRule({
      find: /^(\d{1,9})[.)]\s$/,
      type: this.type,
      getAttributes: (match) => ({ start: Number(match[1]) }),
      joinPredicate: (match, list) => list.childCount + list.attrs.start === Number(match[1]),
    })];
  },
});

export const TaskList = Node.create({
  name: "taskList",
  parseHTML: () => [{ tag: "ul[data-tasks]", priority: 60 }],
  renderHTML: () => ["ul", { "data-tasks": "" }, 0],
  addCommands() {
    return { toggleTaskList: () => ({ commands }) => commands.toggleList("taskList", "taskItem") };
  },
  addKeyboardShortcuts() {
    return { "Mod-Shift-9": () => this.editor.commands.toggleTaskList() };
  },
});

export const TaskItem = Node.create({
  name: "taskItem",
  defining: true,
  parseHTML: () => [{ tag: "li[data-task]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["li", { "data-task": "", ...HTMLAttributes }, 0],
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem("taskItem", { checked: false }),
      Tab: () => this.editor.commands.sinkListItem("taskItem"),
      "Shift-Tab": () => this.editor.commands.liftListItem("taskItem"),
      "Mod-Enter": () => this.editor.isActive("taskItem")
        && this.editor.commands.updateAttributes("taskItem", { checked: !this.editor.getAttributes("taskItem").checked }),
    };
  },
  addInputRules() {
    return [new InputRule({
      find: /^\s*\[([ xX]?)\]\s$/,
      handler: ({ range, match, chain }) => {
        chain().deleteRange(range).toggleTaskList().updateAttributes("taskItem", { checked: /x/i.test(match[1]) }).run();
      },
    })];
  },
});

export const Link = Mark.create({
  name: "link",
  exitable: true,
  parseHTML: () => [{
    tag: "a[href], a[data-a-reference]",
    getAttrs: (a) => (a.matches("[data-a-href], [data-a-reference]") || SAFE.test(a.getAttribute("href")) ? {} : false),
  }],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
  addCommands() {
    return {
      setLink: (attrs) => ({ commands }) => commands.setMark("link", attrs),
      unsetLink: () => ({ commands }) => commands.unsetMark("link", { extendEmptyMarkRange: true }),
    };
  },
  addInputRules() {
    return [new InputRule({
      find: /\[([^\][]+)\]\(((?:https?:\/\/|mailto:|tel:|\/|#)[^\s()]*)\)$/,
      handler: ({ state, range, match }) => {
        const marks = [...(state.selection.$from.marks()), this.type.create({ href: match[2] })];
        state.tr.replaceWith(range.from, range.to, state.schema.text(match[1], marks)).removeStoredMark(this.type);
      },
    })];
  },
});

export const Keyboard = Mark.create({
  name: "keyboard",
  parseHTML: () => [{ tag: "kbd" }],
  renderHTML: ({ HTMLAttributes }) => ["kbd", HTMLAttributes, 0],
  addInputRules() {
    return [markInputRule({ find: /(?:^|\s)(<kbd>([^<]+)<\/kbd>)$/, type: this.type })];
  },
});

export const Abbreviation = Mark.create({
  name: "abbreviation",
  parseHTML: () => [{ tag: "abbr" }],
  renderHTML: ({ HTMLAttributes }) => ["abbr", HTMLAttributes, 0],
});
