// The plugin's entry: registers one panel, once. Under a React older than 19, which it is not made for and not tested
// with, it shows one sentence.
import "./styles.css";
import { version } from "react";
import { ErrorBoundary } from "./app/ErrorBoundary";
import Studio from "./app/Panel";
import { activeLocale } from "./host/appearance";
import { PluginRuntime, registerStudio } from "./host/runtime";
import { setLocale, translate } from "./i18n/locale";

const REACT_MAJOR_MIN = 19;

function Panel() {
	if (Number.parseInt(version, 10) < REACT_MAJOR_MIN) {
		return <div className="hfis hfis-message">{translate("app.reactTooOld", { version })}</div>;
	}
	return (
		<PluginRuntime>
			<ErrorBoundary>
				<Studio />
			</ErrorBoundary>
		</PluginRuntime>
	);
}

// Before anything is shown; from then on the mounted panel follows.
setLocale(activeLocale());
registerStudio(Panel);
