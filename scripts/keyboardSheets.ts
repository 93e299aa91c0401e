// npm run docs:keys: writes docs/en/keyboard.md and docs/zh/keyboard.md from the registry of keys, in the order of the
// shortcut sheet. tests/docs/keyboardSheets.test.ts compares the committed pages.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type ShortcutSection, shortcutSections } from "../editor/panels/shortcutSections";
import { describeShortcut } from "../editor/tools";
import { phraseIn } from "../src/i18n/locale";
import { STRINGS } from "../src/i18n/strings";
import { STUDIO_KEYS } from "../src/keys/studioKeys";

export const DOC_LOCALES = ["en", "zh"] as const;
export type DocLocale = (typeof DOC_LOCALES)[number];

const TEXT = {
	en: {
		title: "Keyboard and gestures",
		intro: `Press <kbd>?</kbd> in Image Studio for this list, with a search field. There you can also change most keys: click a
shortcut, then press the new keys. A key that is in use is swapped. **Export…** and **Import…** move your keys to another computer.

Letters follow your keyboard's layout. Keys of the canvas work while it has the focus; <kbd>F6</kbd> and <kbd>Shift+F6</kbd> move between
the panes.`,
		generated: "This page is made from the registry of keys by `npm run docs:keys`.",
		head: ["Command", "Windows, Linux", "macOS"],
	},
	zh: {
		title: "键盘与手势",
		intro: `在图像工作室中按 <kbd>?</kbd> 可打开此列表并搜索命令。大多数快捷键可在那里更改：点击快捷键，再按下新的按键；若按键已被占用，则与原命令交换。
**导出…** 与 **导入…** 可将快捷键带到另一台电脑。

字母键以当前键盘布局为准。画布快捷键在画布获得焦点时生效；<kbd>F6</kbd> 与 <kbd>Shift+F6</kbd> 在各窗格之间切换。`,
		generated: "本页由 `npm run docs:keys` 根据快捷键注册表生成。",
		head: ["命令", "Windows、Linux", "macOS"],
	},
} as const;

export function keyboardSheet(locale: DocLocale): string {
	const { title, intro, generated, head } = TEXT[locale];
	const [other, mac] = [false, true].map((isMac) => sectionsFor(locale, isMac));
	const tables = (other ?? []).map((section, index) => {
		const rows = section.rows.map(({ name, keys }, row) => {
			const macKeys = mac?.[index]?.rows[row]?.keys ?? [];
			return `| ${name} | ${printed(keys)} | ${printed(macKeys)} |`;
		});
		return [`## ${section.title}`, "", `| ${head.join(" | ")} |`, "| --- | --- | --- |", ...rows].join("\n");
	});
	return `${[`# ${title}`, intro, ...tables, generated].join("\n\n")}\n`;
}

function sectionsFor(locale: DocLocale, isMac: boolean): readonly ShortcutSection[] {
	const keyText = (shortcut: string) => describeShortcut(shortcut, isMac);
	const more = { title: phraseIn(STRINGS["keys.title"], locale), bindings: STUDIO_KEYS };
	return shortcutSections(locale, { custom: {}, hasAll: false, more, keyText }).map((section) => ({
		...section,
		// The keys of rows that can be changed are in the registry's notation.
		rows: section.rows.map((row) => (row.binding ? { ...row, keys: row.keys.map(keyText) } : row)),
	}));
}

const printed = (keys: readonly string[]): string =>
	keys
		.map((key) => (key === "…" ? key : `<kbd>${escaped(key)}</kbd>`))
		.join(" ")
		.trim();

/** A backslash before a tag and a bar in a table mean something in Markdown. */
const escaped = (key: string): string => key.replaceAll("\\", "&#92;").replaceAll("|", "&#124;");

if (process.argv[1]?.endsWith("keyboardSheets.ts"))
	for (const locale of DOC_LOCALES)
		writeFileSync(resolve(import.meta.dirname, `../docs/${locale}/keyboard.md`), keyboardSheet(locale));
