// The top bar: the open document and its actions, the gateway, and buttons for settings, gallery and tasks.
import { Download, FileOutput, Frame, LayoutGrid, PanelRightClose, PanelRightOpen, Settings, X } from "lucide-react";
import { IconButton } from "../../ui";
import { DocumentsMenu, type DocumentsMenuProps } from "../documents/DocumentsMenu";
import { useTranslate } from "../i18n/locale";
import type { StringKey } from "../i18n/strings";
import { useKeyText } from "../keys/keymap";
import { goTo, leavePlace, useIsGallery } from "../navigation/route";
import { GatewayChip } from "./GatewayChip";

interface TopBarProps {
	readonly picture: {
		readonly id: string;
		readonly name: string;
		readonly width: number;
		readonly height: number;
	} | null;
	readonly menu: Omit<DocumentsMenuProps, "picture">;
	readonly isTasksOpen: boolean;
	/** There is room for text beside the icons. */
	readonly isWide: boolean;
	readonly runningCount: number;
	readonly onSavePicture: () => void;
	readonly onExport: () => void;
	readonly onClosePicture: () => void;
	readonly onToggleTasks: () => void;
	readonly onOpenSettings: () => void;
}

export function TopBar(props: TopBarProps) {
	const { picture, isTasksOpen, isWide, runningCount } = props;
	const t = useTranslate();
	const isGallery = useIsGallery();
	const named = (key: StringKey) => (isWide ? t(key) : undefined);
	return (
		<header className="hfis-topbar" data-hfis-canvas-keys="">
			<div className="hfis-topbar-picture">
				<h1 className="hfis-ui-visually-hidden">{picture?.name ?? t("app.title")}</h1>
				<DocumentsMenu {...props.menu} picture={picture} />
				{picture ? (
					<>
						<span className="hfis-topbar-size">
							{picture.width} × {picture.height}
						</span>
						<IconButton
							icon={Download}
							size={16}
							label={t("app.saveImage")}
							text={named("app.saveImage")}
							onClick={props.onSavePicture}
						/>
						<IconButton
							icon={FileOutput}
							size={16}
							label={t("export.open")}
							text={named("export.open")}
							aria-haspopup="dialog"
							onClick={props.onExport}
						/>
						<IconButton
							icon={X}
							size={16}
							label={t("app.closeImage")}
							onClick={({ currentTarget }) => {
								// This button disappears with the picture: the focus moves to the documents menu.
								currentTarget.parentElement?.querySelector("button")?.focus();
								props.onClosePicture();
							}}
						/>
					</>
				) : null}
			</div>
			<GatewayChip onOpen={props.onOpenSettings} />
			<IconButton
				icon={Settings}
				label={t("app.settings")}
				text={named("app.settings")}
				aria-haspopup="dialog"
				onClick={props.onOpenSettings}
			/>
			<IconButton
				icon={isGallery ? Frame : LayoutGrid}
				label={t(isGallery ? "app.toCanvas" : "app.gallery")}
				keys={useKeyText("studio.gallery")}
				text={named(isGallery ? "app.toCanvas" : "app.gallery")}
				className={isGallery ? "hfis-ui-icon-button-on" : ""}
				onClick={() => (isGallery ? leavePlace() : goTo({ kind: "gallery" }))}
			/>
			<span className={isGallery ? "hfis-ui-hidden" : "hfis-ui-badge-holder"}>
				<IconButton
					icon={isTasksOpen ? PanelRightClose : PanelRightOpen}
					label={t(isTasksOpen ? "app.hideTasks" : "app.showTasks")}
					text={named(isTasksOpen ? "app.hideTasks" : "app.showTasks")}
					aria-expanded={isTasksOpen}
					onClick={props.onToggleTasks}
				/>
				{runningCount > 0 && !isTasksOpen ? (
					<span className="hfis-ui-badge" aria-hidden="true">
						{runningCount}
					</span>
				) : null}
			</span>
		</header>
	);
}
