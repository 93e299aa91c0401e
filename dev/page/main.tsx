// The development page: installs a host, then loads the plugin as that host would. Never shipped.
import "./styles/theme.css";
import "./styles/reset.css";
import "./styles/sdk.css";
import "./chrome/chrome.css";
import { createRoot } from "react-dom/client";
import { Chrome } from "./chrome/Chrome";
import { setLocale, setTheme } from "./host/appearance";
import { gateway, installBridge, openDeepLink, openFile, showModule, titleLog } from "./host/bridge";
import { dragFiles, dropFiles, leaveWithFiles } from "./host/fileDrop";
import { emitHostEvent, installIpc } from "./host/ipc";
import { installNavigation, navigate, routeLog } from "./host/navigation";
import { installRegistry } from "./host/registry";
import { useHost } from "./host/state";

const controls = {
	emit: emitHostEvent,
	navigate,
	routeLog,
	titleLog,
	deepLink: openDeepLink,
	openFile,
	dragFiles,
	leaveWithFiles,
	dropFiles,
	showModule,
	setTheme,
	setLocale,
	gateway,
	getState: useHost.getState,
};
export type HostControls = typeof controls;
declare global {
	interface Window {
		/** Functions with which tests control the host. */
		__HOST__: HostControls;
	}
}

async function start(): Promise<void> {
	document.documentElement.lang = useHost.getState().locale;
	installRegistry();
	installNavigation();
	installBridge();
	await installIpc();
	window.__HOST__ = controls;
	const root = document.getElementById("root");
	if (root) createRoot(root).render(<Chrome />);
	try {
		await import("../../src/index");
		if (!useHost.getState().definition) {
			useHost.setState({ loadError: "The bundle was loaded and did not register itself." });
		}
	} catch (error) {
		useHost.setState({ loadError: error instanceof Error ? error.message : String(error) });
	}
}

void start();
