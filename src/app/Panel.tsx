// The studio's whole: canvas in the middle, tasks beside it, the prompt bar afloat, dialogs over it, all in one root.
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { EditorView } from "../../editor";
import { SavedOutputs } from "../cloudOutputs/CloudOutputs";
import { Dialog } from "../controls/Dialog";
import { OverDialogs } from "../controls/overDialogs";
import type { DocumentEntry } from "../documents/documents";
import { ExportDialog } from "../export/ExportDialog";
import { withoutExtension } from "../export/withoutExtension";
import { Beginning } from "../firstRun/EmptyStudio";
import { managedGateway } from "../gateway";
import { refreshGatewayStatus, useGatewayStatus } from "../gateway/status";
import { useLocale, useTranslate } from "../i18n/locale";
import { hasUnsavedOutcomes, useTaskProgress } from "../jobs/taskProgress";
import type { TaskFilter } from "../library/taskQuery";
import { Lightbox } from "../lightbox/Lightbox";
import { closeLightbox } from "../lightbox/state";
import { OpenedFiles } from "../navigation/OpenedFiles";
import { lookAt, useLooking } from "../navigation/panelVisibility";
import { usePanes } from "../navigation/panes";
import { goTo, leavePlace, setFilter, useFilter, useIsGallery, usePlace } from "../navigation/route";
import { useGalleryKey } from "../navigation/useGalleryKey";
import { useLinks } from "../navigation/useLinks";
import { useTitle } from "../navigation/useWindowTitle";
import { Announcer, DialogAnnouncer } from "../notices/Announcer";
import { say } from "../notices/describeError";
import { Notices } from "../notices/Notices";
import { notify } from "../notices/notices";
import { SaveBanner } from "../notices/SaveBanner";
import { useProgressSaid } from "../notices/useProgressAnnouncements";
import { PromptBar, useChosenModel } from "../prompt/PromptBar";
import { useLookKey } from "../requests/previewKey";
import { OutgoingControls } from "../requests/RequestControls";
import { OutgoingDialog } from "../requests/RequestPreviewDialog";
import { sayRefusal } from "../requests/showRefusal";
import { useEditPlans } from "../requests/useEditPlans";
import { useGenerate } from "../requests/useGenerate";
import { useAwaited } from "../results/usePendingResults";
import { SettingsDialog } from "../settings/SettingsDialog";
import { useSaving } from "../studio/saveStatus";
import { openStudio } from "../studio/studio";
import { makeTaskDeeds } from "../tasks/actions/taskActions";
import { DetailOf } from "../tasks/DetailOf";
import { TaskPane } from "../tasks/TaskPane";
import { useLayout } from "./layout";
import { PaneResizer } from "./PaneResizer";
import { studioKeys } from "./studioKeys";
import { TopBar } from "./TopBar";
import { usePicturesAnywhere } from "./usePasteAndDrop";
import { useEditorState, useIsNarrow, useSurroundings } from "./useShell";

const OVER = (
	<>
		<DialogAnnouncer />
		<Notices isOver />
	</>
);

export default function Panel() {
	return (
		<OverDialogs value={OVER}>
			<Studio />
		</OverDialogs>
	);
}

function Studio() {
	const studio = useMemo(openStudio, []);
	const { editor, documents, library } = studio;
	const { theme, isOwn } = useSurroundings();
	const locale = useLocale();
	const t = useTranslate();
	const root = useRef<HTMLDivElement>(null);
	const isNarrow = useIsNarrow(root);
	useLookKey(root);
	usePanes(root);
	usePicturesAnywhere(root, (files) => {
		lookAt("canvas");
		studio.putAlong(files);
	});
	useGalleryKey(root);
	const [layout, setLayout] = useLayout();
	/** Where there is room for one of the two, tasks lie over the canvas for as long as they are looked at. */
	const [areTasksOver, setTasksOver] = useState(false);
	const deeds = useMemo(() => makeTaskDeeds(studio, () => setTasksOver(false)), [studio]);
	const [isDocumentsOpen, setDocumentsOpen] = useState(false);
	const [isExportOpen, setExportOpen] = useState(false);
	const [isSavedOpen, setSavedOpen] = useState(false);
	const place = usePlace();
	const isGallery = useIsGallery();
	const [settingsReason, setSettingsReason] = useState<string | undefined>();
	const state = useEditorState(editor);
	useProgressSaid(library, state.picture);
	const awaited = useAwaited(library, state.picture?.id);
	const status = useGatewayStatus();
	const model = useChosenModel();
	const plans = useEditPlans(editor, state, model);
	const runningCount = useTaskProgress(({ stages }) => Object.keys(stages).length);
	const { isPreparing, answerEverything, looked, generate, look, endLook } = useGenerate(studio);
	const isTasksOpen = isNarrow ? areTasksOver : layout.areTasksOpen;
	const isCanvasSeen = !isGallery && !(isNarrow && isTasksOpen);
	useLooking(isCanvasSeen && place.kind === "canvas", isTasksOpen || isGallery, (sight) => {
		goTo({ kind: "canvas" });
		if (isNarrow) setTasksOver(sight === "tasks");
		else if (sight === "tasks") setLayout({ areTasksOpen: true });
	});

	useLinks(studio, () => setTasksOver(false));
	useEffect(() => {
		void studio.start();
		const onVisibility = (): void => {
			if (document.visibilityState === "hidden") void documents.flush();
			else onReturn();
		};
		// Backend and cloud may have come or gone while nobody looked.
		const onReturn = (): void => void refreshGatewayStatus();
		// Earlier than pagehide: while the next page is fetched there is time to write.
		const onBeforeLeave = (event: BeforeUnloadEvent): void => {
			void documents.flush();
			if (useSaving.getState().problem || hasUnsavedOutcomes()) event.preventDefault();
		};
		document.addEventListener("visibilitychange", onVisibility);
		addEventListener("beforeunload", onBeforeLeave);
		addEventListener("focus", onReturn);
		return () => {
			document.removeEventListener("visibilitychange", onVisibility);
			removeEventListener("beforeunload", onBeforeLeave);
			removeEventListener("focus", onReturn);
			void documents.flush();
		};
	}, [studio, documents]);

	// What lies over the place goes with it.
	// biome-ignore lint/correctness/useExhaustiveDependencies: that is what it waits for.
	useEffect(() => closeLightbox, [place]);
	useEffect(() => {
		if (place.kind !== "settings") setSettingsReason(undefined);
	}, [place.kind]);

	useTitle(state.picture?.name);

	const attempt = (work: Promise<unknown>): void => {
		work.catch((error: unknown) => notify({ tone: "error", text: say(error, locale) }));
	};
	const removeDocument = ({ id, facts }: DocumentEntry): void => {
		const removing = documents.remove(id).then(({ undo, forget }) => {
			const action = { label: t("tasks.undo"), run: () => attempt(undo()) };
			const text = t("documents.deleted", { name: facts.name });
			notify({ tone: "info", text, about: id, action, onGone: () => attempt(forget()) });
		});
		attempt(removing);
	};
	const route = status.choice && status.choice.kind !== "none" ? status.choice : null;

	return (
		<div
			ref={root}
			className="hfis"
			data-hfis-theme={theme}
			data-hfis-own={isOwn || undefined}
			data-hfis-narrow={isNarrow}
			lang={locale}
		>
			<TopBar
				picture={state.picture}
				menu={{
					documents,
					library,
					isOpen: isDocumentsOpen,
					onOpenChange: setDocumentsOpen,
					onOpenPicture: () => editor.run("file.open"),
					attempt,
					onRemove: removeDocument,
				}}
				isTasksOpen={isTasksOpen}
				runningCount={runningCount}
				onSavePicture={() => attempt(studio.savePicture())}
				onExport={() => setExportOpen(true)}
				onClosePicture={() => attempt(documents.closePicture())}
				onToggleTasks={() => (isNarrow ? setTasksOver(!isTasksOpen) : setLayout({ areTasksOpen: !isTasksOpen }))}
				onOpenSettings={() => goTo({ kind: "settings" })}
			/>
			<Announcer />
			<OpenedFiles onFile={studio.openFile} />
			<SaveBanner onMakeRoom={() => setDocumentsOpen(true)} onRetry={() => void studio.saveAgain()} />
			<div
				className="hfis-workspace"
				data-gallery={isGallery ? (isTasksOpen && !isNarrow ? "beside" : "over") : undefined}
				style={
					layout.tasksWidth === null ? undefined : ({ "--hfis-tasks-width": `${layout.tasksWidth}px` } as CSSProperties)
				}
			>
				<section className="hfis-canvas" aria-label={t("app.canvas")} inert={!isCanvasSeen}>
					<div className="hfis-canvas-view">
						<EditorView
							editor={editor}
							locale={locale}
							files={studio.files}
							source={studio.results}
							awaited={awaited}
							empty={<Beginning studio={studio} />}
							shortcuts={studioKeys(t)}
						/>
					</div>
					{isCanvasSeen ? <Notices /> : null}
					<PromptBar
						editor={editor}
						library={library}
						files={studio.files}
						target={state.picture}
						revision={state.revision}
						hasMask={state.hasMask}
						noteCount={state.noteCount}
						plan={plans.plans[0] ?? null}
						requests={Math.max(1, plans.plans.length)}
						added={plans.added}
						outgoing={<OutgoingControls {...{ editor, state, model, plans }} />}
						onLook={(wish, refusal) => {
							if (route) void look({ ...wish, route, edit: plans.choices }, refusal);
						}}
						isBusy={state.isBusy}
						isPreparing={isPreparing}
						onGenerate={(wish) => {
							if (route) void generate({ ...wish, route, edit: plans.choices });
						}}
						onAdd={studio.putAlong}
						onRefused={(refusal) =>
							sayRefusal(refusal, (why) => {
								setSettingsReason(why);
								goTo({ kind: "settings" });
							})
						}
					/>
				</section>
				{isTasksOpen && !isNarrow && !isGallery ? (
					<PaneResizer width={layout.tasksWidth} onWidth={(tasksWidth) => setLayout({ tasksWidth })} />
				) : null}
				{isTasksOpen || isGallery ? (
					<Finding>
						{(filter) => (
							<TaskPane
								library={library}
								isGallery={isGallery}
								filter={filter}
								onFilter={setFilter}
								columns={{
									wanted: isGallery ? layout.galleryColumns : layout.columns,
									onWant: (columns) => setLayout(isGallery ? { galleryColumns: columns } : { columns }),
								}}
								deeds={deeds}
								onShowSaved={status.hasManaged ? () => setSavedOpen(true) : undefined}
							/>
						)}
					</Finding>
				) : null}
				{isCanvasSeen ? null : <Notices />}
			</div>
			{isExportOpen && state.picture ? (
				<ExportDialog
					editor={editor}
					name={withoutExtension(state.picture.name)}
					hasMask={state.hasMask}
					hasChanged={(editor.save()?.accepted?.length ?? 0) > 0}
					onDone={(text) => notify({ tone: "success", text })}
					onProblem={studio.report}
					onClose={() => setExportOpen(false)}
				/>
			) : null}
			{isSavedOpen ? (
				<SavedOutputs
					gateway={managedGateway}
					library={library}
					onOpen={deeds.show}
					onProblem={studio.report}
					onClose={() => setSavedOpen(false)}
				/>
			) : null}
			{place.kind === "task" ? (
				<Finding>
					{(filter) => (
						<DetailOf
							id={place.id}
							library={library}
							filter={filter}
							deeds={deeds}
							onGo={(id) => goTo({ kind: "task", id })}
							onClose={leavePlace}
						/>
					)}
				</Finding>
			) : null}
			<Finding>{(filter) => <Lightbox library={library} filter={filter} />}</Finding>
			{place.kind === "settings" ? (
				<SettingsDialog
					section={place.section}
					onSection={(section) => goTo({ kind: "settings", section })}
					reason={settingsReason}
					{...{ editor, library, layout }}
					onLayout={setLayout}
					onClose={leavePlace}
				/>
			) : null}
			{looked ? (
				<OutgoingDialog
					drafts={looked.drafts}
					editor={editor}
					library={library}
					refusal={looked.refusal}
					onSend={() => void endLook(true)}
					onClose={() => void endLook(false)}
				/>
			) : null}
			{answerEverything ? (
				<Dialog
					title={t("prompt.everything.title")}
					closeLabel={t("app.cancel")}
					onClose={() => answerEverything(false)}
					actions={
						<>
							<button type="button" className="hfis-btn" onClick={() => answerEverything(false)}>
								{t("app.cancel")}
							</button>
							<button type="button" className="hfis-btn hfis-btn-primary" onClick={() => answerEverything(true)}>
								{t("prompt.everything.go")}
							</button>
						</>
					}
				>
					<p>{t("prompt.everything.text")}</p>
				</Dialog>
			) : null}
		</div>
	);
}

/** What follows the words that are looked for: typing them draws the lists anew, not the studio. */
const Finding = ({ children }: { readonly children: (filter: TaskFilter) => ReactNode }) => children(useFilter());
