// The editor's visible whole. Everything it shows, overlays included, is inside its root element.
import { ImagePlus, X } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { describeEditorError, STRINGS } from "../strings";
import type { Editor, Locale } from "../types";
import { attachImport, importFile } from "./importing";
import { attachKeyboard } from "./keyboard";
import { Session } from "./session";
import { ActionBar, ToolRail, ZoomControls } from "./Toolbar";
import { Viewport } from "./Viewport";

export interface EditorViewProps {
	/** As createEditor returned it. */
	readonly editor: Editor;
	readonly locale: Locale;
}

export function EditorView({ editor, locale }: EditorViewProps) {
	if (!(editor instanceof Session)) throw new TypeError("EditorView takes an editor of createEditor().");
	return <SessionView session={editor} locale={locale} />;
}

function SessionView({ session, locale }: { readonly session: Session; readonly locale: Locale }) {
	const snapshot = useSyncExternalStore(session.subscribe, session.getSnapshot);
	const root = useRef<HTMLDivElement>(null);
	const picker = useRef<HTMLInputElement>(null);
	const [isDropTarget, setDropTarget] = useState(false);

	useEffect(() => {
		if (root.current === null) return;
		const detach = [
			attachKeyboard(root.current, session),
			attachImport(root.current, session, setDropTarget),
			session.onPick(() => picker.current?.click()),
		];
		return () => {
			for (const stop of detach) stop();
		};
	}, [session]);

	const hasPicture = snapshot.document !== null;
	const chrome = { session, snapshot, locale };
	return (
		<div
			ref={root}
			className="hfis-editor"
			data-empty={!hasPicture}
			data-busy={snapshot.state.busy}
			data-results={snapshot.state.results.length}
			lang={locale}
		>
			{hasPicture && <ActionBar {...chrome} />}
			{hasPicture && <ToolRail {...chrome} />}
			<div className="hfis-view">
				<Viewport {...chrome} />
				{hasPicture && <ZoomControls {...chrome} />}
				{!hasPicture && (
					<div className="hfis-empty">
						<ImagePlus size={36} strokeWidth={1.25} aria-hidden="true" />
						<p className="hfis-empty-title">{STRINGS.dropHere[locale]}</p>
						<p className="hfis-empty-more">{STRINGS.orPaste[locale]}</p>
						<button type="button" className="hfis-primary" onClick={() => picker.current?.click()}>
							{STRINGS.chooseFile[locale]}
						</button>
					</div>
				)}
				{snapshot.state.busy && (
					<div className="hfis-busy" role="status">
						{STRINGS.opening[locale]}
					</div>
				)}
				{snapshot.notice !== null && (
					<div className="hfis-notice" role="alert">
						<span>{describeEditorError(snapshot.notice, locale)}</span>
						<button
							type="button"
							className="hfis-button"
							aria-label={STRINGS.dismiss[locale]}
							onClick={() => session.notify(null)}
						>
							<X size={16} aria-hidden="true" />
						</button>
					</div>
				)}
				{isDropTarget && (
					<div className="hfis-drop">{hasPicture ? STRINGS.dropToReplace[locale] : STRINGS.dropHere[locale]}</div>
				)}
			</div>
			<input
				ref={picker}
				type="file"
				accept="image/*"
				hidden
				onChange={(event) => {
					const file = event.currentTarget.files?.[0];
					// The same file can be chosen again.
					event.currentTarget.value = "";
					if (file !== undefined) void importFile(session, file);
				}}
			/>
		</div>
	);
}
