// A video call in one page: takes the camera as Jitsi does, sends it over a real peer connection, and looks at what
// comes out at the far end. What it finds it posts to the server that it came from; it judges nothing.

// lib-jitsi-meet, modules/RTC/RTCUtils.ts, DEFAULT_CONSTRAINTS; the aspect ratio is that of Jitsi Meet's config.js.
const JITSI = {
    frameRate: { min: 15, max: 30 },
    width: { min: 320, ideal: 1280, max: 1280 },
    height: { min: 180, ideal: 720, max: 720 },
    aspectRatio: 16 / 9,
};

const KEPT = 4; // pictures that must come, and as many again after the pause
const SHOWN = 3; // of those, how many are handed over: the emptiest, and those with most in them
const PAUSE_MS = 3000;
const PATIENCE_MS = 180000;
const CELLS = [64, 36];
const LEAST_CHANGE = 16; // levels in one cell: more than what coding the same picture again changes

const far = document.getElementById("far");
const canvas = document.getElementById("picture");
[canvas.width, canvas.height] = CELLS;
const pen = canvas.getContext("2d", { willReadFrequently: true });
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const post = (name, body) => fetch(`/found/${name}`, { method: "POST", body });

async function connected(stream) {
    const near = new RTCPeerConnection();
    const there = new RTCPeerConnection();
    near.onicecandidate = ({ candidate }) => candidate && there.addIceCandidate(candidate);
    there.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
    there.ontrack = ({ streams }) => { far.srcObject = streams[0]; };
    for (const track of stream.getTracks()) near.addTrack(track, stream);
    // A busy machine must not make the sender shrink the picture, or the size could not be compared.
    for (const sender of near.getSenders()) {
        const parameters = sender.getParameters();
        parameters.degradationPreference = "maintain-resolution";
        await sender.setParameters(parameters);
    }
    await near.setLocalDescription();
    await there.setRemoteDescription(near.localDescription);
    await there.setLocalDescription();
    await near.setRemoteDescription(there.localDescription);
    return there;
}

async function inbound(connection) {
    for (const report of (await connection.getStats()).values()) {
        if (report.type === "inbound-rtp" && report.kind === "video") {
            const { framesDecoded, frameWidth, frameHeight, decoderImplementation, bytesReceived } = report;
            return { at: performance.now(), framesDecoded, frameWidth, frameHeight, decoderImplementation, bytesReceived };
        }
    }
    return { at: performance.now(), framesDecoded: 0 };
}

function displayed(picture) {
    pen.drawImage(picture, 0, 0, ...CELLS);
    return pen.getImageData(0, 0, ...CELLS).data;
}

const changed = (before, now) => !before || now.some((level, n) => Math.abs(level - before[n]) >= LEAST_CHANGE);

// How many levels are not those of the first cell, which is in a corner.
const fullness = (cells) => cells.filter((level, n) => Math.abs(level - cells[n % 4]) >= LEAST_CHANGE).length;

// The pictures that differ from the one before, each with the time when it came; ends after `count` of them.
async function distinct(count) {
    const came = [];
    const end = performance.now() + PATIENCE_MS;
    for (let last = null; came.length < count && performance.now() < end; await wait(100)) {
        const picture = new VideoFrame(far); // holds what the decoder made; nothing is copied yet
        const cells = displayed(picture);
        if (changed(last, cells)) {
            came.push({ at: performance.now(), picture, cells, fullness: fullness(cells) });
            last = cells;
        } else {
            picture.close();
        }
    }
    return came;
}

// Posts whole pictures as the decoder made them, and as they are displayed, small, in RGBA.
async function handOver(came) {
    const [emptiest, ...others] = came.toSorted((one, other) => one.fullness - other.fullness);
    const shown = [emptiest, ...others.slice(1 - SHOWN)];
    const whole = shown.map(({ picture }) => new Uint8Array(picture.allocationSize()));
    await Promise.all(shown.map(({ picture }, n) => picture.copyTo(whole[n])));
    await post("pictures", new Blob(whole));
    await post("displayed", new Blob(shown.map(({ cells }) => cells)));
    return { format: emptiest.picture.format, cells: CELLS };
}

async function call() {
    // A first call names no device, as nothing is known of any; labels are told only to a page that was granted one.
    const stream = await navigator.mediaDevices.getUserMedia({ video: JITSI });
    const devices = await navigator.mediaDevices.enumerateDevices();
    const labels = devices.filter(({ kind }) => kind === "videoinput").map(({ label }) => label);
    await post("listed", JSON.stringify(labels));
    const [track] = stream.getVideoTracks();
    await post("track", JSON.stringify({ label: track.label, ...track.getSettings() }));
    const there = await connected(stream);
    const end = performance.now() + PATIENCE_MS;
    // The first pictures of a call may be coded smaller.
    const { width } = track.getSettings();
    while (far.videoWidth !== width && performance.now() < end) await wait(200);
    const stats = [await inbound(there)];
    const first = await distinct(KEPT);
    await wait(PAUSE_MS);
    const later = await distinct(KEPT);
    stats.push(await inbound(there));
    const handedOver = await handOver([...first, ...later]);
    const size = { width: far.videoWidth, height: far.videoHeight };
    const times = { first: first.map(({ at }) => at), later: later.map(({ at }) => at) };
    await post("far", JSON.stringify({ ...size, ...times, ...handedOver, stats }));
    for (const running of stream.getTracks()) running.stop();
}

try {
    await call();
    await post("end", "null");
} catch (error) {
    await post("end", JSON.stringify(String(error)));
}
