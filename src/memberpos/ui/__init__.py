"""The window. How to make a screen (decisions 0050 to 0054):

1. One file in `ui/screens/`, one class `class Counter(Screen)`; a screen imports widgets, services and domain, never
   another screen. Its constructor takes the `UiContext` and builds the widgets; all visible text is set in
   `retranslate()`, which runs once after the constructor and again at every change of language.
2. Text: English source through `self.tr("Charge {amount}").format(amount=…)`, plurals `self.tr("%n item(s)", "", n)`.
   The string is a literal: no f-string, no variable. After adding text run `python scripts/update_i18n.py` and fill
   zh_CN and zh_TW in `resources/i18n/*.ts` (a test fails on unfinished entries).
3. Data: `self.context.run(work, then, failed, self)` for a use case (`work(use)` on the writer thread),
   `self.context.read(work, then, failed, self)` for a look-up (`work(db)` on the reader thread, read-only connection).
   `then(result)` comes back on this thread, not at all when the owner is gone. A `PosError` without `failed` goes to
   the window's error bar. No file, port, socket or database is touched on this thread (`guard.py` raises in tests).
4. Keys: `keys()` returns the `KeyHint`s that work now; the window shows them in the bottom bar and runs their action
   on the key. After a change of state call `self.keys_changed.emit()`. A modal `Dialog` brings its own.
5. Device readings reach the visible screen by `on_reading(reading) -> bool` (True = handled). `on_changed(what)` says
   which facts changed elsewhere ({"member", "shift", …}); `on_shown()` when it comes to the front.
6. Other places, calls, drawers, messages: through `context.shell` (the `Shell` protocol), never through the window.
7. Look: take widgets from `ui/widgets/`, spacing from `theme.size("gap")`/`("pad")`, text roles from `Text(role=…)`;
   colours only by `tone` properties and app.qss. Numbers right-aligned, one filled button for the next step.
8. Register an example of every state in `tests/ui/gallery.py`: the text-fit test and the pictures walk that list.
"""
