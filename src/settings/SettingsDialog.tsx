// The settings: pages beside their names, above them where it is narrow. Which page is the route's; a new page is a file
// and a line here.
import { Activity, Brush, HardDrive, type LucideIcon, Palette, Plug, SlidersHorizontal } from "lucide-react";
import { type ComponentType, type KeyboardEvent, useId } from "react";
import { Dialog } from "../controls/Dialog";
import { useTranslate } from "../i18n/locale";
import { AppearanceSection } from "./AppearanceSection";
import { CanvasSection } from "./CanvasSection";
import { DefaultsSection } from "./DefaultsSection";
import { DiagnosticsSection } from "./DiagnosticsSection";
import { GatewaySection } from "./GatewaySection";
import { StorageSection } from "./StorageSection";
import type { SectionProps } from "./section";

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
	/** Of another name: the first. */
	readonly section: string | undefined;
	readonly onSection: (section: string) => void;
	readonly onClose: () => void;
}

export function SettingsDialog({ section, onSection, onClose, ...page }: SettingsDialogProps) {
	const t = useTranslate();
	const id = useId();
	const shown = SECTIONS.find((one) => one.id === section) ?? GATEWAY;

	const onKeyDown = (event: KeyboardEvent): void => {
		const last = SECTIONS.length - 1;
		const at = SECTIONS.indexOf(shown);
		const [next, before] = [at === last ? 0 : at + 1, at === 0 ? last : at - 1];
		const to = { ArrowDown: next, ArrowRight: next, ArrowUp: before, ArrowLeft: before, Home: 0, End: last }[event.key];
		const tab = to === undefined ? undefined : SECTIONS[to];
		if (tab === undefined) return;
		event.preventDefault();
		onSection(tab.id);
		document.getElementById(`${id}-${tab.id}`)?.focus();
	};

	return (
		<Dialog title={t("app.settings")} closeLabel={t("app.close")} className="hfis-settings" onClose={onClose}>
			<div className="hfis-settings-tabs" role="tablist" aria-orientation="vertical" onKeyDown={onKeyDown}>
				{SECTIONS.map(({ id: name, icon: Icon }) => (
					<button
						key={name}
						type="button"
						role="tab"
						id={`${id}-${name}`}
						aria-selected={name === shown.id}
						aria-controls={`${id}-page`}
						tabIndex={name === shown.id ? 0 : -1}
						onClick={() => onSection(name)}
					>
						<Icon size={16} aria-hidden="true" />
						{t(`settings.section.${name}`)}
					</button>
				))}
			</div>
			<div className="hfis-settings-page" role="tabpanel" id={`${id}-page`} aria-labelledby={`${id}-${shown.id}`}>
				<h3 className="hfis-settings-title">{t(`settings.section.${shown.id}`)}</h3>
				{/* What was typed there stays while one looks at another page. */}
				<div hidden={shown !== GATEWAY}>
					<GatewaySection reason={page.reason} />
				</div>
				{shown === GATEWAY ? null : <shown.Page {...page} />}
			</div>
		</Dialog>
	);
}
