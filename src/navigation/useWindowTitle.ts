// Sets the window's title to the page, or to the name of the picture on the canvas.
import { useEffect } from "react";
import { resetWindowTitle, setWindowTitle } from "../host/navigation";
import { useTranslate } from "../i18n/locale";
import { usePlace } from "./route";

export function useWindowTitle(picture: string | undefined): void {
	const t = useTranslate();
	const { kind } = usePlace();
	const name = kind === "canvas" ? picture : t(`place.${kind}`);
	const title = [name, t("app.title")].filter(Boolean).join(" · ");
	useEffect(() => setWindowTitle(title), [title]);
	// The host shows another panel after this one.
	useEffect(() => resetWindowTitle, []);
}
