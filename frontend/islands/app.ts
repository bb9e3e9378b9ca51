// Everything works without these; they make it quicker.
import { startCounts } from "./counts";
import { startDialogs } from "./dialogs";
import { startDrafts } from "./drafts";
import { startInsert } from "./insert";
import { startInstalled } from "./installed";
import { startKeys } from "./keys";
import { startLive } from "./live";
import { startMentions } from "./mentions";
import { startNotices } from "./notices";
import { startPalette } from "./palette";
import { startPicks } from "./picks";
import { startPresence } from "./presence";
import { startTheme } from "./theme";

startTheme();
startDialogs();
startKeys();
startPalette();
startPicks();
startCounts();
startDrafts();
startInsert();
startMentions();
startNotices();
startPresence();
startLive();
startInstalled();
