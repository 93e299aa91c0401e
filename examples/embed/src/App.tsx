// An editor with a bar of the page's own: language, theme, the mask as a file, and the request that an image model would get.
import {
	createEditor,
	describeEditorError,
	EditorError,
	EditorView,
	FLEXIBLE_SIZES,
	type Locale,
} from "image-studio-editor";
import "image-studio-editor/styles.css";
import { useState, useSyncExternalStore } from "react";

/** It keeps its document when the view goes, so it is made once, outside the component. */
const editor = createEditor();

/** A file of the page's own server, a file dialog, a database: `open` takes any blob. */
const openSample = async (): Promise<void> => editor.open(await (await fetch("./sample.png")).blob(), "sample.png");

export function App() {
	const state = useSyncExternalStore(editor.subscribe, editor.getState);
	const [locale, setLocale] = useState<Locale>("en");
	const [theme, setTheme] = useState<"dark" | "light">("dark");
	const [message, setMessage] = useState("");

	/** Every asynchronous method rejects with an EditorError, whose message is for the user. */
	const run = async (action: () => Promise<string | undefined>): Promise<void> => {
		try {
			setMessage((await action()) ?? "");
		} catch (error) {
			if (!(error instanceof EditorError)) throw error;
			setMessage(describeEditorError(error, locale));
		}
	};

	const saveMask = () =>
		run(async () => {
			const { png, width, height } = await editor.exportMask();
			download(new Blob([png], { type: "image/png" }), "mask.png");
			return `Mask saved: ${width} × ${height}`;
		});

	/** A real page calls its image model here; the answer goes to `editor.showResult(id, answer, edit)`. */
	const preview = () =>
		run(async () => {
			const { picture, edit } = await editor.prepareEdit({ rules: FLEXIBLE_SIZES });
			return `Would send ${edit.plan.size}, ${picture.length} bytes`;
		});

	return (
		<div className="app" data-theme={theme}>
			<header>
				<button type="button" onClick={() => void run(async () => void (await openSample()))}>
					Open sample
				</button>
				<button type="button" disabled={!state.hasMask} onClick={() => void saveMask()}>
					Save mask
				</button>
				<button type="button" disabled={!state.hasMask} onClick={() => void preview()}>
					Preview request
				</button>
				<button type="button" onClick={() => setLocale(locale === "en" ? "zh" : "en")}>
					{locale === "en" ? "中文" : "English"}
				</button>
				<button type="button" onClick={() => setTheme(theme === "dark" ? "light" : "dark")}>
					Theme
				</button>
				<output>{message}</output>
			</header>
			<main>
				<EditorView editor={editor} locale={locale} />
			</main>
		</div>
	);
}

function download(file: Blob, name: string): void {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	URL.revokeObjectURL(link.href);
}
