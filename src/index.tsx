// The plugin's entry: registers one panel, once. The studio itself is evaluated only when the panel is shown, and
// never under a React older than 19: react-konva refuses to load there, and one sentence is better than a dead panel.
import "./styles.css";
import { lazy, Suspense, version } from "react";
import { ErrorBoundary } from "./app/ErrorBoundary";
import { readHostLocale } from "./host/locale";
import { PluginRuntime, registerStudio } from "./host/runtime";
import { setLocale, translate } from "./i18n/locale";

const REACT_MAJOR_MIN = 19;
const Studio = lazy(() => import("./app/Panel"));

function Panel() {
	if (Number.parseInt(version, 10) < REACT_MAJOR_MIN) {
		return <div className="hfis hfis-message">{translate("app.reactTooOld", { version })}</div>;
	}
	return (
		<PluginRuntime>
			<ErrorBoundary>
				<Suspense fallback={<div className="hfis hfis-message">{translate("app.loading")}</div>}>
					<Studio />
				</Suspense>
			</ErrorBoundary>
		</PluginRuntime>
	);
}

// Before anything is shown; from then on the mounted panel follows the host.
setLocale(readHostLocale());
registerStudio(Panel);
