// The plugin's entry point: registers the panel, once. Under a React older than 19, which is not supported or tested, the
// panel shows one sentence.
import "../ui/ui.css";
import "./styles.css";
import { version } from "react";
import { ErrorBoundary } from "./app/ErrorBoundary";
import { Panel } from "./app/Panel";
import { activeLocale } from "./host/appearance";
import { PluginRuntime, registerStudio } from "./host/runtime";
import { setLocale, translate } from "./i18n/locale";

const REACT_MAJOR_MIN = 19;

function PanelEntry() {
	if (Number.parseInt(version, 10) < REACT_MAJOR_MIN) {
		return <div className="hfis hfis-ui hfis-shell-message">{translate("app.reactTooOld", { version })}</div>;
	}
	return (
		<PluginRuntime>
			<ErrorBoundary>
				<Panel />
			</ErrorBoundary>
		</PluginRuntime>
	);
}

// Before the first render. From then on the mounted panel follows the host.
setLocale(activeLocale());
registerStudio(PanelEntry);
