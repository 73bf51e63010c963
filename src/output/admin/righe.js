// A list of texts as lines of text: one item for each line. The list of Decap CMS stops at one text that
// stands for a list (`fonte: Sito del Comune`), which authors may write.
/* global CMS, createClass, h */
(() => {
  /** @param {unknown} value a list, of this page's or of the editor's own kind, one text, or nothing */
  const items = (value) => {
    if (value === undefined || value === null || value === '') return [];
    return typeof value === 'object' ? [...value].map(String) : [String(value)];
  };

  const Lines = createClass({
    getInitialState() {
      return { text: items(this.props.value).join('\n') };
    },

    write(event) {
      const text = event.target.value;
      this.setState({ text });
      const lines = text.split('\n').map((line) => line.trim());
      this.props.onChange(lines.filter((line) => line !== ''));
    },

    isValid() {
      const pattern = this.props.field.get('riga');
      const form = pattern && new RegExp(pattern.get(0));
      const wrong = form ? items(this.props.value).find((line) => !form.test(line)) : undefined;
      return wrong === undefined ? true : { error: { message: `«${wrong}»: ${pattern.get(1)}` } };
    },

    render() {
      return h('textarea', {
        id: this.props.forID,
        className: this.props.classNameWrapper,
        value: this.state.text,
        rows: Math.max(3, this.state.text.split('\n').length + 1),
        onChange: this.write,
        onFocus: this.props.setActiveStyle,
        onBlur: this.props.setInactiveStyle,
      });
    },
  });

  CMS.registerWidget('righe', Lines);
})();
