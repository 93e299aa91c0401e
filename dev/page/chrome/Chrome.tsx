// The development host's frame around the panel: rail, bar, slot, drawer. It shows the host's state and calls its
// functions; its only own state is the open drawer.
import { ArrowLeft, ArrowRight, House, ImagePlus, Link2, Moon, ScrollText, Settings2, Sun } from "lucide-react";
import { type ReactNode, useState } from "react";
import { setLocale, setTheme } from "../host/appearance";
import { showModule } from "../host/bridge";
import { MODULE_ID, manifest, useHost } from "../host/state";
import { DeepLinkField } from "./DeepLinkField";
import { Drawer } from "./Drawer";
import { LogViewer } from "./LogViewer";
import { PanelSlot } from "./PanelSlot";
import { SettingsForm } from "./SettingsForm";
import { useText } from "./text";

const DRAWERS = [
	{ id: "log", Icon: ScrollText, Content: LogViewer },
	{ id: "settings", Icon: Settings2, Content: SettingsForm },
	{ id: "deepLink", Icon: Link2, Content: DeepLinkField },
] as const;
type DrawerId = (typeof DRAWERS)[number]["id"];

export function Chrome() {
	const [openDrawer, setOpenDrawer] = useState<DrawerId | null>(null);
	const backend = useHost((state) => state.backend);
	const text = useText();
	const drawer = DRAWERS.find(({ id }) => id === openDrawer);
	return (
		<div className="dev-host">
			<Rail />
			<header className="dev-bar">
				<HistoryButtons />
				<Title />
				<BackendDot />
				<LanguageButton />
				<ThemeButton />
				{DRAWERS.map(({ id, Icon }) => (
					<IconButton
						key={id}
						label={text(id)}
						isPressed={openDrawer === id}
						onClick={() => setOpenDrawer(openDrawer === id ? null : id)}
					>
						<Icon size={16} />
					</IconButton>
				))}
			</header>
			{backend === "lost" && (
				<div className="dev-banner" role="alert">
					{text("lostBanner")}
				</div>
			)}
			<div className="dev-body">
				<main className="dev-slot">
					<PanelSlot />
				</main>
				{drawer && (
					<Drawer title={text(drawer.id)} onClose={() => setOpenDrawer(null)}>
						<drawer.Content />
					</Drawer>
				)}
			</div>
		</div>
	);
}

function IconButton(props: {
	label: string;
	isPressed?: boolean;
	isDisabled?: boolean;
	onClick: () => void;
	children: ReactNode;
}) {
	return (
		<button
			type="button"
			className="dev-icon"
			title={props.label}
			aria-label={props.label}
			aria-pressed={props.isPressed}
			disabled={props.isDisabled}
			onClick={props.onClick}
		>
			{props.children}
		</button>
	);
}

function Rail() {
	const module = useHost((state) => state.module);
	const text = useText();
	return (
		<nav className="dev-rail" aria-label="HaloForge">
			<IconButton label={text("home")} isPressed={module !== MODULE_ID} onClick={() => showModule("home")}>
				<House size={18} />
			</IconButton>
			<IconButton
				label={manifest.integration.level0.module_label}
				isPressed={module === MODULE_ID}
				onClick={() => showModule(MODULE_ID)}
			>
				<ImagePlus size={18} />
			</IconButton>
		</nav>
	);
}

function HistoryButtons() {
	const { canGoBack, canGoForward } = useHost();
	const text = useText();
	return (
		<>
			<IconButton label={text("back")} isDisabled={!canGoBack} onClick={() => history.back()}>
				<ArrowLeft size={16} />
			</IconButton>
			<IconButton label={text("forward")} isDisabled={!canGoForward} onClick={() => history.forward()}>
				<ArrowRight size={16} />
			</IconButton>
		</>
	);
}

function Title() {
	const { title, subtitle, route } = useHost();
	return (
		<h1 className="dev-title">
			<span>{title ?? manifest.integration.level0.module_label}</span>
			{subtitle && <small>{subtitle}</small>}
			{route && <code>{route}</code>}
		</h1>
	);
}

function BackendDot() {
	const backend = useHost((state) => state.backend);
	const text = useText();
	const label = text(backend === "up" ? "backendUp" : backend === "lost" ? "backendLost" : "backendNone");
	return <span className="dev-dot" data-backend={backend} role="img" aria-label={label} title={label} />;
}

function LanguageButton() {
	const locale = useHost((state) => state.locale);
	const text = useText();
	return (
		<IconButton label={text("language")} onClick={() => setLocale(locale === "en" ? "zh" : "en")}>
			<span className="dev-language">{locale === "en" ? "EN" : "中"}</span>
		</IconButton>
	);
}

function ThemeButton() {
	const theme = useHost((state) => state.theme);
	const text = useText();
	const other = theme === "dark" ? "light" : "dark";
	return (
		<IconButton label={text(other === "light" ? "toLight" : "toDark")} onClick={() => void setTheme(other)}>
			{other === "light" ? <Sun size={16} /> : <Moon size={16} />}
		</IconButton>
	);
}
