// The panel: top bar, canvas with the prompt bar, tasks beside it, and the dialogs over them, all in one root element.
import { type CSSProperties, useEffect, useMemo, useRef, useState } from "react";
import { DialogOverlay, TooltipLayer } from "../../ui";
import type { DocumentEntry } from "../documents/documents";
import { useGatewayStatus } from "../gateway/status";
import { useLocale, useTranslate } from "../i18n/locale";
import { useTaskProgress } from "../jobs/taskProgress";
import { closeLightbox } from "../lightbox/lightboxState";
import { OpenedFiles } from "../navigation/OpenedFiles";
import { showPane } from "../navigation/panelVisibility";
import { usePaneKeys } from "../navigation/panes";
import { goTo, setFilter, usePlace } from "../navigation/route";
import { useGalleryKey } from "../navigation/useGalleryKey";
import { useLinks } from "../navigation/useLinks";
import { useWindowTitle } from "../navigation/useWindowTitle";
import { Announcer, DialogAnnouncer } from "../notices/Announcer";
import { Notices } from "../notices/Notices";
import { notify } from "../notices/notices";
import { SaveBanner } from "../notices/SaveBanner";
import { useProgressAnnouncements } from "../notices/useProgressAnnouncements";
import { usePreviewShortcut } from "../prompt/previewShortcut";
import { useGenerate } from "../requests/useGenerate";
import { getStudio } from "../studio/studio";
import { TaskPane } from "../tasks/TaskPane";
import { CanvasPane } from "./CanvasPane";
import { type ButtonDialog, Dialogs } from "./Dialogs";
import { PaneResizer } from "./PaneResizer";
import { TopBar } from "./TopBar";
import { useEditorState, usePanelEnvironment } from "./usePanelEnvironment";
import { usePanelLayout } from "./usePanelLayout";
import { usePasteAndDrop } from "./usePasteAndDrop";
import { useStudioLifecycle } from "./useStudioLifecycle";
import { WithFilter } from "./WithFilter";

/** Rendered inside every open dialog, because a modal dialog hides the rest of the panel. */
const IN_DIALOGS = (
	<>
		<DialogAnnouncer />
		<Notices isInDialog />
	</>
);

export function Panel() {
	return (
		<DialogOverlay value={IN_DIALOGS}>
			<StudioPanel />
		</DialogOverlay>
	);
}

function StudioPanel() {
	const studio = useMemo(getStudio, []);
	const { editor, documents, library, report } = studio;
	const { theme, isOwn } = usePanelEnvironment();
	const locale = useLocale();
	const t = useTranslate();
	const root = useRef<HTMLDivElement>(null);
	const panelLayout = usePanelLayout(root);
	const { layout, setLayout, isNarrow, isGallery, isTasksOpen, isCanvasVisible } = panelLayout;
	usePreviewShortcut(root);
	usePaneKeys(root);
	usePasteAndDrop(root, (files) => {
		showPane("canvas");
		studio.addReferences(files);
	});
	useGalleryKey(root);
	useLinks(studio.handleLink, panelLayout.uncoverCanvas);
	useStudioLifecycle(studio);

	const state = useEditorState(editor);
	useProgressAnnouncements(library, state.picture);
	useWindowTitle(state.picture?.name);
	const runningCount = useTaskProgress(({ stages }) => Object.keys(stages).length);
	const hasManaged = useGatewayStatus((status) => status.hasManaged);
	const generating = useGenerate(studio);

	const place = usePlace();
	const [isDocumentsOpen, setDocumentsOpen] = useState(false);
	const [openDialog, setOpenDialog] = useState<ButtonDialog | null>(null);
	const [settingsReason, setSettingsReason] = useState<string | undefined>();
	// The lightbox lies over the place and closes with it.
	// biome-ignore lint/correctness/useExhaustiveDependencies: closes when the place changes.
	useEffect(() => closeLightbox, [place]);
	useEffect(() => {
		if (place.kind !== "settings") setSettingsReason(undefined);
	}, [place.kind]);

	const attempt = (work: Promise<unknown>): void => void work.catch(report);
	const removeDocument = ({ id, facts }: DocumentEntry): void => {
		const removing = documents.remove(id).then(({ undo, forget }) => {
			const action = { label: t("app.undo"), run: () => attempt(undo()) };
			const text = t("documents.deleted", { name: facts.name });
			notify({ tone: "info", text, about: id, action, onExpired: () => attempt(forget()) });
		});
		attempt(removing);
	};
	const columns = isGallery ? layout.galleryColumns : layout.columns;

	return (
		<div
			ref={root}
			className="hfis hfis-ui"
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
				onExport={() => setOpenDialog("export")}
				onClosePicture={() => attempt(documents.closePicture())}
				onToggleTasks={panelLayout.toggleTasks}
				onOpenSettings={() => goTo({ kind: "settings" })}
			/>
			<TooltipLayer />
			<Announcer />
			<OpenedFiles onFile={studio.openFile} />
			<SaveBanner onFreeSpace={() => setDocumentsOpen(true)} onRetry={() => void studio.retrySaving()} />
			<div
				className="hfis-shell-workspace"
				data-gallery={isGallery ? (isTasksOpen && !isNarrow ? "beside" : "over") : undefined}
				style={
					layout.tasksWidth === null ? undefined : ({ "--hfis-tasks-width": `${layout.tasksWidth}px` } as CSSProperties)
				}
			>
				<CanvasPane
					studio={studio}
					state={state}
					generating={generating}
					isVisible={isCanvasVisible}
					onOpenSettings={(reason) => {
						setSettingsReason(reason);
						goTo({ kind: "settings" });
					}}
					notices={isCanvasVisible ? <Notices /> : null}
				/>
				{isTasksOpen && !isNarrow && !isGallery ? (
					<PaneResizer width={layout.tasksWidth} onWidth={(tasksWidth) => setLayout({ tasksWidth })} />
				) : null}
				{isTasksOpen || isGallery ? (
					<WithFilter>
						{(filter) => (
							<TaskPane
								library={library}
								isGallery={isGallery}
								filter={filter}
								onFilter={setFilter}
								columns={{
									requested: columns,
									onChange: (count) => setLayout(isGallery ? { galleryColumns: count } : { columns: count }),
								}}
								actions={studio.taskActions}
								onShowCloudOutputs={hasManaged ? () => setOpenDialog("cloudOutputs") : undefined}
							/>
						)}
					</WithFilter>
				) : null}
				{isCanvasVisible ? null : <Notices />}
			</div>
			<Dialogs
				{...{ studio, state, panelLayout, generating, settingsReason }}
				open={openDialog}
				onClose={() => setOpenDialog(null)}
			/>
		</div>
	);
}
