// The panel: top bar, canvas with the prompt bar, tasks beside it, and the dialogs over them, all in one root element. Its
// first render has the prompt bar alone; the others follow when the studio has started (startStudio.ts).
import { type CSSProperties, useEffect, useRef, useState } from "react";
import { DialogOverlay, TooltipLayer } from "../../ui";
import { useGatewayStatus } from "../gateway/status";
import { useLocale } from "../i18n/locale";
import { useTaskProgress } from "../jobs/taskProgress";
import { followKeys } from "../keys/keymap";
import { closeLightbox } from "../lightbox/lightboxState";
import { OpenedFiles } from "../navigation/OpenedFiles";
import { usePaneKeys } from "../navigation/panes";
import { goTo, setFilter, usePlace } from "../navigation/route";
import { SkipToPrompt } from "../navigation/SkipToPrompt";
import { showPrompt } from "../navigation/showPrompt";
import { useGalleryKey } from "../navigation/useGalleryKey";
import { useLinks } from "../navigation/useLinks";
import { useReturnFocus } from "../navigation/useReturnFocus";
import { useWindowTitle } from "../navigation/useWindowTitle";
import { Announcer, DialogAnnouncer } from "../notices/Announcer";
import { Notices } from "../notices/Notices";
import { useProgressAnnouncements } from "../notices/useProgressAnnouncements";
import { usePromptShortcuts } from "../prompt/promptShortcuts";
import { useGenerate } from "../requests/useGenerate";
import { useUndoKeys } from "../undo/useUndoKeys";
import { CanvasPane } from "./CanvasPane";
import type { ButtonDialog } from "./Dialogs";
import { PaneResizer } from "./PaneResizer";
import { STARTING_STUDIO } from "./startingStudio";
import { useStartedStudio } from "./startStudio";
import { useGalleryBottom } from "./useGalleryBottom";
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
	const started = useStartedStudio();
	const studio = started?.studio ?? STARTING_STUDIO;
	const { theme, isOwn } = usePanelEnvironment();
	const locale = useLocale();
	const root = useRef<HTMLDivElement>(null);
	const panelLayout = usePanelLayout(root);
	const { layout, setLayout, isNarrow, isGallery, isTasksOpen, isCanvasVisible } = panelLayout;
	const workspace = useRef<HTMLDivElement>(null);
	useGalleryBottom(workspace, isGallery);
	usePromptShortcuts(root);
	usePaneKeys(root);
	useReturnFocus(root);
	usePasteAndDrop(root, (files) => {
		showPrompt();
		studio.addReferences(files);
	});
	useGalleryKey(root);
	useUndoKeys(root, studio);
	useEffect(() => followKeys(studio.editor), [studio]);
	useLinks(studio.handleLink, panelLayout.uncoverCanvas);
	useStudioLifecycle(studio);

	const state = useEditorState(studio.editor);
	useProgressAnnouncements(studio.library, state.picture);
	useWindowTitle(state.picture?.name);
	const runningCount = useTaskProgress(({ stages }) => Object.keys(stages).length);
	const hasManaged = useGatewayStatus((status) => status.hasManaged);
	const generating = useGenerate(studio);

	const place = usePlace();
	const [openDialog, setOpenDialog] = useState<ButtonDialog | null>(null);
	const [settingsReason, setSettingsReason] = useState<string | undefined>();
	// The lightbox lies over the place and closes with it.
	// biome-ignore lint/correctness/useExhaustiveDependencies: closes when the place changes.
	useEffect(() => closeLightbox, [place]);
	useEffect(() => {
		if (place.kind !== "settings") setSettingsReason(undefined);
	}, [place.kind]);

	const columns = isGallery ? layout.galleryColumns : layout.columns;

	return (
		<div
			ref={root}
			className="hfis hfis-ui"
			data-hfis-theme={theme}
			data-hfis-own={isOwn || undefined}
			data-hfis-narrow={isNarrow}
			data-hfis-low={panelLayout.isLow}
			lang={locale}
		>
			<SkipToPrompt />
			{started ? (
				<started.parts.StudioHeader
					studio={started.studio}
					picture={state.picture}
					isTasksOpen={isTasksOpen}
					isWide={panelLayout.isWide}
					runningCount={runningCount}
					onExport={() => setOpenDialog("export")}
					onShowBin={() => setOpenDialog("bin")}
					onToggleTasks={panelLayout.toggleTasks}
				/>
			) : (
				<header className="hfis-topbar" />
			)}
			<TooltipLayer />
			<Announcer />
			<OpenedFiles onFile={studio.openFile} />
			<div
				ref={workspace}
				className="hfis-shell-workspace"
				data-gallery={isGallery ? (isTasksOpen && !isNarrow ? "beside" : "over") : undefined}
				style={
					layout.tasksWidth === null ? undefined : ({ "--hfis-tasks-width": `${layout.tasksWidth}px` } as CSSProperties)
				}
			>
				<CanvasPane
					{...{ studio, started }}
					state={state}
					generating={generating}
					isVisible={isCanvasVisible}
					isLow={panelLayout.isLow}
					isGallery={isGallery}
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
					started ? (
						<WithFilter>
							{(filter) => (
								<started.parts.TaskPane
									library={started.studio.library}
									isGallery={isGallery}
									filter={filter}
									onFilter={setFilter}
									columns={{
										requested: columns,
										onChange: (count) => setLayout(isGallery ? { galleryColumns: count } : { columns: count }),
									}}
									view={{ isByPicture: layout.isByPicture, pictureHeight: layout.pictureHeight, onChange: setLayout }}
									actions={started.studio.taskActions}
									skipLink={<SkipToPrompt />}
									onShowCloudOutputs={hasManaged ? () => setOpenDialog("cloudOutputs") : undefined}
									onShowBin={() => setOpenDialog("bin")}
								/>
							)}
						</WithFilter>
					) : (
						<div className="hfis-shell-tasks-place" />
					)
				) : null}
				{isCanvasVisible ? null : <Notices />}
			</div>
			{started ? (
				<started.parts.Dialogs
					studio={started.studio}
					{...{ state, panelLayout, generating, settingsReason }}
					open={openDialog}
					onClose={() => setOpenDialog(null)}
					onShowBin={() => setOpenDialog("bin")}
				/>
			) : null}
		</div>
	);
}
