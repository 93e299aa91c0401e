// Reports the files that the host opens with the studio. A component that renders nothing, because the hook re-renders
// often and must not re-render the studio with it.
import { useOpenedFiles } from "../host/openedFiles";

export function OpenedFiles({ onFile }: { readonly onFile: (path: string) => void }) {
	useOpenedFiles(onFile);
	return null;
}
