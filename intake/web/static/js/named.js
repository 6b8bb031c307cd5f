// What every control of a box has in common.

export const named = (field) => ({
  id: `input-${field.key}`, name: field.key, class: "input", autocomplete: "off",
  placeholder: field.hint || undefined,
  "aria-required": field.required ? "true" : undefined,
});

// A group of controls that together fill one box; its name stands in the box's head.
export const namedGroup = (field, look) => ({
  id: `input-${field.key}`, class: look, tabindex: -1, "aria-labelledby": `name-${field.key}`,
});
