// The page that the start of the panel is compared with: the panel's root with the prompt bar and nothing else.
import "../../../ui/ui.css";
import "../../../src/styles.css";
import { PluginRuntime, registerStudio } from "../../../src/host/runtime";
import type { Library } from "../../../src/library/library";
import { PromptBar } from "../../../src/prompt/PromptBar";
import type { ReferenceEditor } from "../../../src/prompt/references/requestImages";

const ignore = (): void => {};
const NO_EDITOR = { save: () => null } as unknown as ReferenceEditor;
const NO_LIBRARY = {} as Library;
const NO_FILES = { pick: async () => null, watchDrops: () => ignore };

registerStudio(() => (
	<PluginRuntime>
		<div className="hfis hfis-ui" data-hfis-theme="dark" lang="en">
			<div className="hfis-shell-workspace">
				<section className="hfis-shell-canvas">
					<PromptBar
						editor={NO_EDITOR}
						library={NO_LIBRARY}
						files={NO_FILES}
						intent="generate"
						canEdit={false}
						target={null}
						revision={0}
						hasMask={false}
						hasInstructions={false}
						planned={[]}
						editControls={null}
						isLow={false}
						isBusy={false}
						isPreparing={false}
						onPreview={ignore}
						onGenerate={ignore}
						onDisabledPress={ignore}
						onAddReferences={ignore}
					/>
				</section>
			</div>
		</div>
	</PluginRuntime>
));
