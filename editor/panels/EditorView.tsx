// The editor's visible whole. Everything it shows, overlays included, is inside its root element.
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { TooltipLayer } from "../../ui";
import { CanvasViewport } from "../canvas/CanvasViewport";
import { attachKeyboard } from "../input/keyboard";
import { attachPointer } from "../input/pointer";
import type { PendingResult, ResultSource } from "../resultSource";
import { EditorSession } from "../session/editorSession";
import { STRINGS } from "../strings";
import { acceptedPartResult } from "../tools/index";
import type { Editor, FileSource, Locale } from "../types";
import { Notices } from "./EditorNotices";
import { LineagePanel } from "./history/HistoryPanel";
import { DropZones } from "./imports/DropZones";
import { MaskImport } from "./imports/MaskImport";
import { PurposeDialog } from "./imports/PurposeDialog";
import { useImports } from "./imports/useImports";
import { LayersPanel } from "./layers/LayersPanel";
import { CompareOverlay } from "./overlays/CompareOverlay";
import { NoteTabs } from "./overlays/RegionNotes";
import { AreaTabs } from "./overlays/SentAreaTabs";
import { StagingBar } from "./results/ResultsBar";
import { WordsDialog } from "./results/RetryPromptDialog";
import { type ShortcutHelp, ShortcutSheet } from "./ShortcutSheet";
import { ActionBar, ToolRail, ViewControls } from "./Toolbar";

export interface EditorViewProps {
	/** As createEditor returned it. */
	readonly editor: Editor;
	readonly locale: Locale;
	/** Keep it the same from one rendering to the next. */
	readonly files?: FileSource | undefined;
	/** Who knows where results come from, and can ask for more. Keep it the same, too. */
	readonly source?: ResultSource | undefined;
	/** Results of this document that are on their way. */
	readonly awaited?: readonly PendingResult[];
	/** In the place of the invitation to drop a picture, while nothing is on the canvas. */
	readonly empty?: ReactNode;
	/** To stand in the sheet of all keys. */
	readonly shortcuts?: ShortcutHelp;
}

export function EditorView({ editor, ...props }: EditorViewProps) {
	if (!(editor instanceof EditorSession)) throw new TypeError("EditorView takes an editor of createEditor().");
	return <SessionView session={editor} {...props} />;
}

const NONE_AWAITED: readonly PendingResult[] = [];

interface SessionViewProps extends Omit<EditorViewProps, "editor"> {
	readonly session: EditorSession;
}

function SessionView({ session, locale, files, source, awaited = NONE_AWAITED, empty, shortcuts }: SessionViewProps) {
	const snapshot = useSyncExternalStore(session.subscribe, session.getSnapshot);
	const root = useRef<HTMLDivElement>(null);
	const imports = useImports(session, root, files);

	useEffect(() => (root.current === null ? undefined : attachKeyboard(root.current, session)), [session]);

	const forming = awaited.find((one) => one.partial)?.partial;
	useEffect(() => void session.livePreview.update(forming), [session, forming]);

	useEffect(() => session.onResultRequest((result, request) => source?.request(result, request)), [session, source]);

	const hasPicture = snapshot.document !== null;
	const hasResultsBar =
		acceptedPartResult(snapshot.document) !== null ||
		(snapshot.document?.results.length ?? 0) + (hasPicture ? awaited.length : 0) > 0;
	const chrome = { session, snapshot, locale };
	const closePanel = () => session.apply([{ type: "panel", panel: null }]);
	return (
		<div
			ref={root}
			className="hfis-editor hfis-ui"
			data-empty={!hasPicture}
			data-busy={snapshot.state.isBusy}
			data-results={snapshot.state.results.length}
			data-results-bar={hasResultsBar}
			data-panel={snapshot.openPanel ?? "none"}
			data-hfis-theme="auto"
			lang={locale}
		>
			<TooltipLayer />
			{hasPicture && <ActionBar {...chrome} />}
			{hasPicture && <ToolRail {...chrome} />}
			<div className="hfis-editor-view">
				<CanvasViewport {...chrome} attachInput={attachPointer} />
				{hasPicture && <AreaTabs {...chrome} />}
				{hasPicture && <NoteTabs {...chrome} />}
				{hasPicture && <CompareOverlay {...chrome} />}
				{hasPicture && <ViewControls {...chrome} />}
				{hasPicture && <StagingBar {...chrome} awaited={awaited} canAsk={source !== undefined} />}
				{!hasPicture && (empty ?? <p className="hfis-editor-empty">{STRINGS.dropHere[locale]}</p>)}
				<Notices {...chrome} />
				{imports.drag && <DropZones {...chrome} over={imports.drag.over} />}
			</div>
			{hasPicture && snapshot.openPanel === "layers" && <LayersPanel {...chrome} />}
			{hasPicture && snapshot.openPanel === "lineage" && <LineagePanel {...chrome} source={source} />}
			{source && snapshot.openPanel === "words" && <WordsDialog {...chrome} source={source} />}
			{snapshot.openPanel === "shortcuts" && <ShortcutSheet locale={locale} more={shortcuts} onClose={closePanel} />}
			{imports.asked && (
				<PurposeDialog
					{...chrome}
					files={imports.asked}
					onChoose={(purpose) => imports.take(imports.asked ?? [], purpose)}
					onClose={imports.drop}
				/>
			)}
			{imports.mask && <MaskImport {...chrome} file={imports.mask} onClose={imports.drop} />}
			<input
				ref={imports.picker}
				type="file"
				accept="image/*"
				hidden
				onChange={(event) => imports.onPicked(event.currentTarget)}
			/>
		</div>
	);
}
