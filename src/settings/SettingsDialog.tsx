// The settings dialog with its pages as tabs. The route names the shown page. To add a page, add a file and a line here.
import { Activity, Brush, HardDrive, type LucideIcon, Palette, Plug, SlidersHorizontal } from "lucide-react";
import { type ComponentType, useId } from "react";
import { Dialog, TabList, TabPanel } from "../../ui";
import { useTranslate } from "../i18n/locale";
import { AppearanceSection } from "./AppearanceSection";
import { CanvasSection } from "./CanvasSection";
import { DefaultsSection } from "./DefaultsSection";
import { DiagnosticsSection } from "./DiagnosticsSection";
import { GatewaySection } from "./GatewaySection";
import { StorageSection } from "./StorageSection";
import type { SectionProps } from "./sectionProps";

interface Section {
	readonly id: "gateway" | "defaults" | "canvas" | "appearance" | "storage" | "diagnostics";
	readonly icon: LucideIcon;
	readonly Page: ComponentType<SectionProps>;
}

const GATEWAY: Section = { id: "gateway", icon: Plug, Page: GatewaySection };
const SECTIONS: readonly Section[] = [
	GATEWAY,
	{ id: "defaults", icon: SlidersHorizontal, Page: DefaultsSection },
	{ id: "canvas", icon: Brush, Page: CanvasSection },
	{ id: "appearance", icon: Palette, Page: AppearanceSection },
	{ id: "storage", icon: HardDrive, Page: StorageSection },
	{ id: "diagnostics", icon: Activity, Page: DiagnosticsSection },
];

interface SettingsDialogProps extends SectionProps {
	/** The id of a page. Unknown: the first page. */
	readonly section: string | undefined;
	readonly onSection: (section: string) => void;
	readonly onClose: () => void;
}

export function SettingsDialog({ section, onSection, onClose, ...page }: SettingsDialogProps) {
	const t = useTranslate();
	const id = useId();
	const shown = SECTIONS.find(({ id }) => id === section) ?? GATEWAY;

	return (
		<Dialog
			title={t("app.settings")}
			closeLabel={t("app.close")}
			className="hfis-settings"
			contentClassName="hfis-settings-content"
			onClose={onClose}
		>
			<TabList
				id={id}
				chosen={shown.id}
				tabs={SECTIONS.map(({ id, icon }) => ({ id, icon, label: t(`settings.section.${id}`) }))}
				onChoose={onSection}
			/>
			<TabPanel id={id} chosen={shown.id} className="hfis-settings-page">
				<h3 className="hfis-settings-title">{t(`settings.section.${shown.id}`)}</h3>
				{/* It stays mounted, so that its unsaved input survives a visit to another page. */}
				<div hidden={shown !== GATEWAY}>
					<GatewaySection reason={page.reason} />
				</div>
				{shown === GATEWAY ? null : <shown.Page {...page} />}
			</TabPanel>
		</Dialog>
	);
}
