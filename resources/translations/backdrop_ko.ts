<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>a bench needs the same frames each time; use --source presenter, file:PATH or image:PATH</source>
        <translation>벤치마크에는 매번 같은 프레임이 필요합니다. --source presenter, file:PATH 또는 image:PATH를 사용하세요</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>a video file</source>
        <translation>동영상 파일</translation>
    </message>
    <message>
        <source>a picture file</source>
        <translation>사진 파일</translation>
    </message>
    <message>
        <source>the camera {name} stopped delivering pictures; check that it is plugged in and that no other program took it</source>
        <translation>카메라 {name}에서 더 이상 영상이 들어오지 않습니다. 연결되어 있는지, 다른 프로그램이 사용 중인지 확인하세요</translation>
    </message>
    <message>
        <source>the camera {name} changed the size of its picture; start it again</source>
        <translation>카메라 {name}의 영상 크기가 바뀌었습니다. 다시 시작하세요</translation>
    </message>
    <message>
        <source>the camera {name} was closed</source>
        <translation>카메라 {name}을(를) 닫았습니다</translation>
    </message>
    <message>
        <source>the camera {name} does not start; allow it under System Settings &gt; Privacy &amp; Security &gt; Camera for the program that runs Backdrop, and close other programs that use it</source>
        <translation>카메라 {name}이(가) 시작되지 않습니다. 시스템 설정 &gt; 개인정보 보호 및 보안 &gt; 카메라에서 Backdrop을 실행하는 프로그램을 허용하고, 카메라를 사용하는 다른 프로그램을 닫으세요</translation>
    </message>
    <message>
        <source>Windows keeps the camera {name} from desktop programs; allow it under Settings &gt; Privacy &amp; security &gt; Camera</source>
        <translation>Windows가 데스크톱 프로그램의 카메라 {name} 사용을 막고 있습니다. 설정 &gt; 개인 정보 및 보안 &gt; 카메라에서 허용하세요</translation>
    </message>
    <message>
        <source>the camera {name} does not start; close the other program that uses it, or choose another camera with `backdrop devices`</source>
        <translation>카메라 {name}이(가) 시작되지 않습니다. 사용 중인 다른 프로그램을 닫거나 `backdrop devices`로 다른 카메라를 고르세요</translation>
    </message>
    <message>
        <source>the camera {name} ({node}) is gone; plug it in again</source>
        <translation>카메라 {name}({node})이(가) 사라졌습니다. 다시 연결하세요</translation>
    </message>
    <message>
        <source>you may not use the camera {name} ({node}); run `{command}`, then log out and in again</source>
        <translation>카메라 {name}({node})을(를) 사용할 권한이 없습니다. `{command}`을(를) 실행한 뒤 로그아웃했다가 다시 로그인하세요</translation>
    </message>
    <message>
        <source>the virtual camera {name} ({node}) shows nothing; start the program that feeds it, or choose another camera with `backdrop devices`</source>
        <translation>가상 카메라 {name}({node})에 영상이 없습니다. 영상을 보내는 프로그램을 시작하거나 `backdrop devices`로 다른 카메라를 고르세요</translation>
    </message>
    <message>
        <source>{node} ({name}) gives no pictures; choose a camera with `backdrop devices`</source>
        <translation>{node}({name})에서 영상이 들어오지 않습니다. `backdrop devices`로 카메라를 고르세요</translation>
    </message>
    <message>
        <source>the camera {name} ({node}) does not start; unplug it and plug it in again, or choose another with `backdrop devices`</source>
        <translation>카메라 {name}({node})이(가) 시작되지 않습니다. 뽑았다가 다시 연결하거나 `backdrop devices`로 다른 카메라를 고르세요</translation>
    </message>
    <message>
        <source>the camera {name} is in use by {holders}; close it there, then try again</source>
        <translation>카메라 {name}을(를) {holders}에서 사용 중입니다. 그 프로그램에서 닫은 뒤 다시 시도하세요</translation>
    </message>
    <message>
        <source>the camera {name} is in use by another program; close that, then try again</source>
        <translation>다른 프로그램에서 카메라 {name}을(를) 사용 중입니다. 그 프로그램을 닫은 뒤 다시 시도하세요</translation>
    </message>
    <message>
        <source>virtual camera</source>
        <translation>가상 카메라</translation>
    </message>
    <message>
        <source>no permission</source>
        <translation>권한 없음</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>there is no webcam, only virtual cameras: {found}; plug one in, or name one with --source camera:ID</source>
        <translation>웹캠이 없고 가상 카메라만 있습니다: {found}. 웹캠을 연결하거나 --source camera:ID로 하나를 지정하세요</translation>
    </message>
    <message>
        <source>there is no webcam on this machine; plug one in, then look with `backdrop devices`</source>
        <translation>이 컴퓨터에 웹캠이 없습니다. 웹캠을 연결한 뒤 `backdrop devices`로 확인하세요</translation>
    </message>
    <message>
        <source>{path} is a folder, not a camera; `backdrop devices` lists the cameras</source>
        <translation>{path}은(는) 카메라가 아니라 폴더입니다. `backdrop devices`로 카메라 목록을 볼 수 있습니다</translation>
    </message>
    <message>
        <source>{path} is not a camera; `backdrop devices` lists the cameras</source>
        <translation>{path}은(는) 카메라가 아닙니다. `backdrop devices`로 카메라 목록을 볼 수 있습니다</translation>
    </message>
    <message>
        <source>{path} does not answer as a camera does; `backdrop devices` lists the cameras</source>
        <translation>{path}이(가) 카메라로 응답하지 않습니다. `backdrop devices`로 카메라 목록을 볼 수 있습니다</translation>
    </message>
    <message>
        <source>{which!r} fits several cameras: {found}; name one by its number</source>
        <translation>{which!r}에 맞는 카메라가 여러 대입니다: {found}. 번호로 하나를 지정하세요</translation>
    </message>
    <message>
        <source>there is no camera {which!r}: none was found at all; plug it in, then look with `backdrop devices`</source>
        <translation>카메라 {which!r}이(가) 없습니다. 카메라를 하나도 찾지 못했습니다. 연결한 뒤 `backdrop devices`로 확인하세요</translation>
    </message>
    <message>
        <source>there is no camera {which!r}; found: {found} (see `backdrop devices`)</source>
        <translation>카메라 {which!r}이(가) 없습니다. 찾은 카메라: {found}(`backdrop devices` 참고)</translation>
    </message>
    <message>
        <source>drawn presenter</source>
        <translation>가상 인물</translation>
    </message>
    <message>
        <source>The drawn presenter has been closed; open it again to read on.</source>
        <translation>가상 인물을 닫았습니다. 계속하려면 다시 여세요.</translation>
    </message>
    <message>
        <source>The drawn presenter cannot be {width}x{height}: choose even sides from {low}x{low} to {wide}x{tall}.</source>
        <translation>가상 인물은 {width}x{height} 크기로 그릴 수 없습니다. {low}x{low}에서 {wide}x{tall} 사이의 짝수 크기를 고르세요.</translation>
    </message>
    <message>
        <source>The drawn presenter cannot run at {fps} frames a second: choose 1 to 1000.</source>
        <translation>가상 인물은 초당 {fps}프레임으로 움직일 수 없습니다. 1에서 1000 사이를 고르세요.</translation>
    </message>
    <message>
        <source>{path} has been closed</source>
        <translation>{path}을(를) 닫았습니다</translation>
    </message>
    <message>
        <source>Put a background behind you, live, into a virtual camera.</source>
        <translation>내 뒤에 배경을 넣어 실시간으로 가상 카메라에 내보냅니다.</translation>
    </message>
    <message>
        <source>Put a background into a video, a picture or a folder of pictures.</source>
        <translation>동영상, 사진 또는 사진 폴더에 배경을 넣습니다.</translation>
    </message>
    <message>
        <source>Show what Backdrop does with what this machine has.</source>
        <translation>이 컴퓨터에 있는 것으로 Backdrop이 하는 일을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Steer the Backdrop that runs: toggle, pause, background …</source>
        <translation>실행 중인 Backdrop을 제어합니다: 전환, 일시 중지, 배경 …</translation>
    </message>
    <message>
        <source>List the cameras and virtual cameras of this machine.</source>
        <translation>이 컴퓨터의 카메라와 가상 카메라를 나열합니다.</translation>
    </message>
    <message>
        <source>Examine this machine, and say what to do about what is missing.</source>
        <translation>이 컴퓨터를 점검하고, 부족한 것을 어떻게 해결할지 알려 줍니다.</translation>
    </message>
    <message>
        <source>List, fetch, verify, add and remove segmentation models.</source>
        <translation>인물 분할 모델을 나열, 다운로드, 검증, 추가, 제거합니다.</translation>
    </message>
    <message>
        <source>Measure how fast and how well this machine does the work.</source>
        <translation>이 컴퓨터의 처리 속도와 결과의 품질을 측정합니다.</translation>
    </message>
    <message>
        <source>Reckon where the model of a call should run, and what that costs.</source>
        <translation>통화에서 모델을 어디서 실행할지, 비용이 얼마나 드는지 계산합니다.</translation>
    </message>
    <message>
        <source>there is no command &quot;{name}&quot;{hint}</source>
        <translation>&quot;{name}&quot; 명령이 없습니다{hint}</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>A virtual camera that puts a chosen background behind you. Without a command it opens its window.</source>
        <translation>원하는 배경을 내 뒤에 넣어 주는 가상 카메라입니다. 명령 없이 실행하면 창이 열립니다.</translation>
    </message>
    <message>
        <source>backdrop                                       the window
backdrop run                                   webcam, office picture, virtual camera
backdrop run --background blur:7 --mirror
backdrop process talk.mp4 out.mp4 --background image:beach.jpg
backdrop doctor                                what is missing here, and how to get it
</source>
        <translation>backdrop                                       창 열기
backdrop run                                   웹캠, 사무실, 가상 카메라
backdrop run --background blur:7 --mirror
backdrop process talk.mp4 out.mp4 --background image:beach.jpg
backdrop doctor                                부족한 것과 해결 방법 확인
</translation>
    </message>
    <message>
        <source>Print the log and tracebacks to the terminal.</source>
        <translation>로그와 오류 추적 내용을 터미널에 출력합니다.</translation>
    </message>
    <message>
        <source>Start the window in the tray.</source>
        <translation>창을 트레이로 최소화해 시작합니다.</translation>
    </message>
    <message>
        <source>{error}; see `{where} --help`</source>
        <translation>{error}. `{where} --help`를 참고하세요</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>중지했습니다</translation>
    </message>
    <message>
        <source>something unexpected went wrong ({error!r}); please report it</source>
        <translation>예기치 않은 문제가 생겼습니다({error!r}). 신고해 주세요</translation>
    </message>
    <message>
        <source>something unexpected went wrong ({error!r}); run it again with --debug, or see {log}</source>
        <translation>예기치 않은 문제가 생겼습니다({error!r}). --debug를 붙여 다시 실행하거나 {log}을(를) 확인하세요</translation>
    </message>
    <message>
        <source>Measure what a frame costs from segmentation to the finished picture.

The frames are decoded before the clock starts; the default source is the drawn presenter.</source>
        <translation>인물 분할부터 완성된 영상까지 한 프레임을 처리하는 비용을 측정합니다.

프레임은 측정을 시작하기 전에 디코딩합니다. 기본 소스는 가상 인물입니다.</translation>
    </message>
    <message>
        <source>how many</source>
        <translation>프레임 수</translation>
    </message>
    <message>
        <source>print the figures as JSON</source>
        <translation>측정값을 JSON으로 출력합니다</translation>
    </message>
    <message>
        <source>{width}x{height}, {frames} frames, {background}, {model}, refinement: {refinement}, {engine}, threads: {threads}</source>
        <translation>{width}x{height}, {frames}프레임, {background}, {model}, 다듬기: {refinement}, {engine}, 스레드: {threads}</translation>
    </message>
    <message>
        <source>ms a frame</source>
        <translation>프레임당 ms</translation>
    </message>
    <message>
        <source>median</source>
        <translation>중앙값</translation>
    </message>
    <message>
        <source>the processor works {times:.2f} x as long as for the network alone</source>
        <translation>프로세서 사용 시간은 신경망만 돌릴 때의 {times:.2f}배입니다</translation>
    </message>
    <message>
        <source>the network ran {inferences} times</source>
        <translation>신경망 실행 횟수: {inferences}</translation>
    </message>
    <message>
        <source>{cpu_ms_per_frame:.2f} ms CPU a frame, {fps:.0f} fps, peak {peak_rss_mb:.0f} MB</source>
        <translation>프레임당 CPU {cpu_ms_per_frame:.2f} ms, {fps:.0f} fps, 최대 메모리 {peak_rss_mb:.0f} MB</translation>
    </message>
    <message>
        <source>Usage:</source>
        <translation>사용법:</translation>
    </message>
    <message>
        <source>Show this message and exit.</source>
        <translation>이 도움말을 표시하고 끝냅니다.</translation>
    </message>
    <message>
        <source>Show the version and exit.</source>
        <translation>버전을 표시하고 끝냅니다.</translation>
    </message>
    <message>
        <source>default: {default}</source>
        <translation>기본값: {default}</translation>
    </message>
    <message>
        <source>required</source>
        <translation>필수</translation>
    </message>
    <message>
        <source>Missing command.</source>
        <translation>명령이 빠졌습니다.</translation>
    </message>
    <message>
        <source>Missing argument</source>
        <translation>빠진 인자:</translation>
    </message>
    <message>
        <source>Missing option</source>
        <translation>빠진 옵션:</translation>
    </message>
    <message>
        <source>Missing parameter</source>
        <translation>빠진 매개변수:</translation>
    </message>
    <message>
        <source>Missing parameter: {param_name}</source>
        <translation>빠진 매개변수: {param_name}</translation>
    </message>
    <message>
        <source>No such option {name!r}.</source>
        <translation>{name!r} 옵션이 없습니다.</translation>
    </message>
    <message>
        <source>No such option: {name}</source>
        <translation>없는 옵션: {name}</translation>
    </message>
    <message>
        <source>No such command {name!r}.</source>
        <translation>{name!r} 명령이 없습니다.</translation>
    </message>
    <message>
        <source>Did you mean {possibility}?</source>
        <translation>혹시 {possibility}인가요?</translation>
    </message>
    <message>
        <source>(Did you mean one of: {possibilities}?)</source>
        <translation>(혹시 다음 중 하나인가요: {possibilities})</translation>
    </message>
    <message>
        <source>Invalid value: {message}</source>
        <translation>잘못된 값: {message}</translation>
    </message>
    <message>
        <source>Invalid value for {param_hint}: {message}</source>
        <translation>{param_hint}의 값이 잘못되었습니다: {message}</translation>
    </message>
    <message>
        <source>Option {name!r} does not take a value.</source>
        <translation>{name!r} 옵션에는 값을 지정하지 않습니다.</translation>
    </message>
    <message>
        <source>Option {name!r} requires an argument.</source>
        <translation>{name!r} 옵션에는 값이 필요합니다.</translation>
    </message>
    <message>
        <source>Got unexpected extra argument ({args})</source>
        <translation>불필요한 인자가 있습니다({args})</translation>
    </message>
    <message>
        <source>Got unexpected extra arguments ({args})</source>
        <translation>불필요한 인자가 있습니다({args})</translation>
    </message>
    <message>
        <source>{value!r} is not a valid {number_type}.</source>
        <translation>{value!r}은(는) 올바른 {number_type} 값이 아닙니다.</translation>
    </message>
    <message>
        <source>{value} is not in the range {range}.</source>
        <translation>{value}이(가) {range} 범위를 벗어났습니다.</translation>
    </message>
    <message>
        <source>{name} {filename!r} does not exist.</source>
        <translation>{name} {filename!r}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>{name} {filename!r} is a file.</source>
        <translation>{name} {filename!r}은(는) 파일입니다.</translation>
    </message>
    <message>
        <source>{name} {filename!r} is a directory.</source>
        <translation>{name} {filename!r}은(는) 폴더입니다.</translation>
    </message>
    <message>
        <source>{name} {filename!r} is not readable.</source>
        <translation>{name} {filename!r}을(를) 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} {filename!r} is not writable.</source>
        <translation>{name} {filename!r}에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>directory</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>path</source>
        <translation>경로</translation>
    </message>
    <message>
        <source>Error: invalid input</source>
        <translation>오류: 잘못된 입력입니다</translation>
    </message>
    <message>
        <source>Steer the Backdrop that runs, window or `backdrop run`. Desktops can bind keys to these commands.</source>
        <translation>창이든 `backdrop run`이든 실행 중인 Backdrop을 제어합니다. 데스크톱의 단축키에 이 명령을 연결할 수 있습니다.</translation>
    </message>
    <message>
        <source>backdrop ctl toggle                     between the chosen background and blur
backdrop ctl background image:hanok
backdrop ctl pause
backdrop ctl status --json
</source>
        <translation>backdrop ctl toggle                     고른 배경과 흐림 사이를 전환
backdrop ctl background image:hanok
backdrop ctl pause
backdrop ctl status --json
</translation>
    </message>
    <message>
        <source>Change between the chosen background and blur.</source>
        <translation>고른 배경과 흐림 사이를 전환합니다.</translation>
    </message>
    <message>
        <source>Pause the camera: a privacy picture goes out, and the webcam is released.</source>
        <translation>카메라를 일시 중지합니다. 사생활 보호 화면이 나가고 웹캠은 꺼집니다.</translation>
    </message>
    <message>
        <source>Go on after a pause.</source>
        <translation>일시 중지를 끝내고 계속합니다.</translation>
    </message>
    <message>
        <source>Choose another background.</source>
        <translation>다른 배경을 고릅니다.</translation>
    </message>
    <message>
        <source>Say how the camera stands.</source>
        <translation>카메라의 상태를 알려 줍니다.</translation>
    </message>
    <message>
        <source>print it as JSON, for other programs</source>
        <translation>다른 프로그램이 쓸 수 있도록 JSON으로 출력합니다</translation>
    </message>
    <message>
        <source>no camera</source>
        <translation>카메라 없음</translation>
    </message>
    <message>
        <source>webcam off</source>
        <translation>웹캠 꺼짐</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>출력 없음</translation>
    </message>
    <message>
        <source>{state}: {source} → {sink}, {background}</source>
        <translation>{state}: {source} → {sink}, {background}</translation>
    </message>
    <message>
        <source>{fps} frames a second, {dropped} dropped</source>
        <translation>초당 {fps}프레임, 누락 {dropped}개</translation>
    </message>
    <message>
        <source>the request failed</source>
        <translation>요청이 실패했습니다</translation>
    </message>
    <message>
        <source>Show what Backdrop does with what this machine has.

Webcam, office picture, virtual camera. Without a webcam the drawn presenter stands in; without a virtual camera ten seconds are recorded to backdrop-demo.mp4, and backdrop-demo.png shows source, matte and result.</source>
        <translation>이 컴퓨터에 있는 것으로 Backdrop이 하는 일을 보여 줍니다.

웹캠, 사무실 사진, 가상 카메라를 사용합니다. 웹캠이 없으면 가상 인물이 대신합니다. 가상 카메라가 없으면 10초 동안 backdrop-demo.mp4에 녹화하고, backdrop-demo.png에 원본, 매트, 결과를 보여 줍니다.</translation>
    </message>
    <message>
        <source>Choose &quot;{camera}&quot; as the camera of your call.</source>
        <translation>통화 프로그램의 카메라로 &quot;{camera}&quot;을(를) 고르세요.</translation>
    </message>
    <message>
        <source>The recording is {path}.</source>
        <translation>녹화 파일은 {path}입니다.</translation>
    </message>
    <message>
        <source>Source, matte and result side by side are in {path}.</source>
        <translation>원본, 매트, 결과를 나란히 담은 그림은 {path}에 있습니다.</translation>
    </message>
    <message>
        <source>No webcam, so the drawn presenter stands in: {error}</source>
        <translation>웹캠이 없어 가상 인물이 대신합니다: {error}</translation>
    </message>
    <message>
        <source>No virtual camera, so {seconds:.0f} seconds are recorded to {path}: {error}</source>
        <translation>가상 카메라가 없어 {seconds:.0f}초 동안 {path}에 녹화합니다: {error}</translation>
    </message>
    <message>
        <source>List the cameras and the virtual cameras of this machine.

The ID of a camera, its name or its path goes after --source camera:, the DEVICE of a virtual camera after --sink camera:.</source>
        <translation>이 컴퓨터의 카메라와 가상 카메라를 나열합니다.

카메라의 ID, 이름 또는 경로는 --source camera: 뒤에, 가상 카메라의 장치는 --sink camera: 뒤에 적습니다.</translation>
    </message>
    <message>
        <source>Print the lists as JSON, for other programs.</source>
        <translation>다른 프로그램이 쓸 수 있도록 목록을 JSON으로 출력합니다.</translation>
    </message>
    <message>
        <source>Cameras (--source camera:ID)</source>
        <translation>카메라(--source camera:ID)</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>PATH</source>
        <translation>경로</translation>
    </message>
    <message>
        <source>NOTE</source>
        <translation>비고</translation>
    </message>
    <message>
        <source>Virtual cameras (--sink camera:DEVICE)</source>
        <translation>가상 카메라(--sink camera:DEVICE)</translation>
    </message>
    <message>
        <source>DEVICE</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>`backdrop doctor` says what to do about what is missing.</source>
        <translation>부족한 것을 어떻게 해결할지는 `backdrop doctor`가 알려 줍니다.</translation>
    </message>
    <message>
        <source>free</source>
        <translation>사용 가능</translation>
    </message>
    <message>
        <source>stuck: see `backdrop doctor`</source>
        <translation>멈춤: `backdrop doctor` 참고</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>찾지 못함</translation>
    </message>
    <message>
        <source>Examine this machine: webcam, permissions, virtual camera, model.

Each line is &quot;ok&quot;, &quot;--&quot; (worth knowing), &quot;!&quot; (will cause trouble) or &quot;!!&quot; (Backdrop cannot do its job), followed by what to do. Exit code 1 when there is a &quot;!!&quot;.</source>
        <translation>이 컴퓨터의 웹캠, 권한, 가상 카메라, 모델을 점검합니다.

각 줄은 &quot;ok&quot;, &quot;--&quot;(참고 사항), &quot;!&quot;(문제가 될 수 있음), &quot;!!&quot;(Backdrop이 작동하지 못함) 중 하나로 시작하고, 해결 방법이 이어집니다. &quot;!!&quot;가 하나라도 있으면 종료 코드는 1입니다.</translation>
    </message>
    <message>
        <source>Also write a report to attach to a bug report: findings, settings and the log, without any picture.</source>
        <translation>오류 신고에 첨부할 보고서도 저장합니다. 점검 결과, 설정, 로그가 담기며 사진은 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>Print the findings as JSON, for other programs.</source>
        <translation>다른 프로그램이 쓸 수 있도록 점검 결과를 JSON으로 출력합니다.</translation>
    </message>
    <message>
        <source>Set the virtual camera up: show what will run, ask, and run it.</source>
        <translation>가상 카메라를 설정합니다. 실행할 내용을 보여 주고, 물어본 뒤 실행합니다.</translation>
    </message>
    <message>
        <source>Take away what --set-up, or the window, set up; ask before.</source>
        <translation>--set-up이나 창에서 설정한 것을 되돌립니다. 먼저 물어봅니다.</translation>
    </message>
    <message>
        <source>With --set-up or --undo: do not ask.</source>
        <translation>--set-up이나 --undo를 쓸 때 묻지 않습니다.</translation>
    </message>
    <message>
        <source>--set-up and --undo are opposites; give one of them</source>
        <translation>--set-up과 --undo는 서로 반대입니다. 하나만 지정하세요</translation>
    </message>
    <message>
        <source>--yes answers the question of --set-up or --undo; give one of them</source>
        <translation>--yes는 --set-up이나 --undo의 질문에 답하는 옵션입니다. 둘 중 하나를 함께 지정하세요</translation>
    </message>
    <message>
        <source>The report is in {path}.</source>
        <translation>보고서는 {path}에 있습니다.</translation>
    </message>
    <message>
        <source>Run this as root?</source>
        <translation>이것을 관리자(root) 권한으로 실행할까요?</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>완료했습니다.</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>예</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>옵션</translation>
    </message>
    <message>
        <source>{published} frames published, {fps:.1f} a second, {dropped} dropped.</source>
        <translation>프레임 {published}개를 내보냈습니다. 초당 {fps:.1f}개, 누락 {dropped}개.</translation>
    </message>
    <message>
        <source>{camera} {width}x{height} at {fps:g} fps</source>
        <translation>{camera} {width}x{height}, {fps:g} fps</translation>
    </message>
    <message>
        <source>{source} → {sink} {width}x{height}. Ctrl-C stops.</source>
        <translation>{source} → {sink} {width}x{height}. Ctrl-C를 누르면 멈춥니다.</translation>
    </message>
    <message>
        <source>Automatic model: {note}.</source>
        <translation>자동 모델: {note}.</translation>
    </message>
    <message>
        <source>works again</source>
        <translation>다시 작동합니다</translation>
    </message>
    <message>
        <source>asleep: the webcam is off until somebody uses {camera}</source>
        <translation>대기 중: {camera}을(를) 사용할 때까지 웹캠이 꺼져 있습니다</translation>
    </message>
    <message>
        <source>inference {ms:.1f} ms</source>
        <translation>추론 {ms:.1f} ms</translation>
    </message>
    <message>
        <source>latency {ms:.0f} ms</source>
        <translation>지연 시간 {ms:.0f} ms</translation>
    </message>
    <message>
        <source>{count} dropped</source>
        <translation>누락 {count}개</translation>
    </message>
    <message>
        <source>Fetch models to this machine. They are checked against their known hashes; damaged files are replaced, and interrupted downloads go on where they stopped. Exit code 1 when a model could not be fetched.</source>
        <translation>모델을 이 컴퓨터로 내려받습니다. 알려진 해시와 맞는지 확인하고, 손상된 파일은 교체하며, 중단된 다운로드는 멈춘 곳부터 이어서 받습니다. 내려받지 못한 모델이 있으면 종료 코드는 1입니다.</translation>
    </message>
    <message>
        <source>Every model that can be fetched.</source>
        <translation>내려받을 수 있는 모든 모델.</translation>
    </message>
    <message>
        <source>name the models to fetch, or say --all; `backdrop models list` shows them</source>
        <translation>내려받을 모델을 지정하거나 --all을 쓰세요. `backdrop models list`로 목록을 볼 수 있습니다</translation>
    </message>
    <message>
        <source>left out, since Backdrop does not fetch them: {ids}</source>
        <translation>Backdrop이 내려받지 않는 모델이라 건너뛰었습니다: {ids}</translation>
    </message>
    <message>
        <source>{id} is already here: {path}</source>
        <translation>{id}은(는) 이미 있습니다: {path}</translation>
    </message>
    <message>
        <source>{id} is ready: {path}</source>
        <translation>{id}이(가) 준비되었습니다: {path}</translation>
    </message>
    <message>
        <source>{id}: another Backdrop is fetching it, waiting for that ...</source>
        <translation>{id}: 다른 Backdrop이 내려받고 있어 기다리는 중 ...</translation>
    </message>
    <message>
        <source>Compare the models on this machine with their known hashes. All are read, or those that you name. Exit code 1 when one is damaged, or when one that you name is not here.</source>
        <translation>이 컴퓨터에 있는 모델을 알려진 해시와 비교합니다. 모델을 지정하지 않으면 모두 읽습니다. 손상된 모델이 있거나 지정한 모델이 없으면 종료 코드는 1입니다.</translation>
    </message>
    <message>
        <source>as it was first sent, {path}</source>
        <translation>처음 받은 그대로, {path}</translation>
    </message>
    <message>
        <source>ok, {path}</source>
        <translation>정상, {path}</translation>
    </message>
    <message>
        <source>No model is on this machine; run `backdrop models list` to see which there are.</source>
        <translation>이 컴퓨터에 모델이 없습니다. 어떤 모델이 있는지 보려면 `backdrop models list`를 실행하세요.</translation>
    </message>
    <message>
        <source>fetching {id}: {source} ...</source>
        <translation>{id} 내려받는 중: {source} ...</translation>
    </message>
    <message>
        <source>size of the picture, both sides even</source>
        <translation>영상의 크기. 가로와 세로 모두 짝수</translation>
    </message>
    <message>
        <source>Put a background into a video, a picture, or a folder of pictures (then OUTPUT is a folder).

Every picture is processed, none dropped; a video keeps its size, its timing and its sound.</source>
        <translation>동영상, 사진 또는 사진 폴더에 배경을 넣습니다(폴더라면 OUTPUT도 폴더입니다).

모든 장면을 빠짐없이 처리합니다. 동영상의 크기, 시간, 소리는 그대로 유지됩니다.</translation>
    </message>
    <message>
        <source>also write the matte of each picture there, as 8-bit PNG of the picture&apos;s own size</source>
        <translation>각 사진의 매트도 사진과 같은 크기의 8비트 PNG로 이 폴더에 저장합니다</translation>
    </message>
    <message>
        <source>write what was measured as JSON</source>
        <translation>측정한 내용을 JSON으로 저장합니다</translation>
    </message>
    <message>
        <source>{path}: {pictures} pictures, {fps:.1f} a second.</source>
        <translation>{path}: 사진 {pictures}장, 초당 {fps:.1f}장.</translation>
    </message>
    <message>
        <source>{value} is no number of seconds</source>
        <translation>{value}은(는) 초 단위 숫자가 아닙니다</translation>
    </message>
    <message>
        <source>Put a background behind you, live.

Captures from SOURCE, finds you in each frame, puts the background behind, and publishes to SINK, until Ctrl-C. What is not given here is as it was last set in the window.</source>
        <translation>내 뒤에 실시간으로 배경을 넣습니다.

SOURCE에서 영상을 받아 프레임마다 사람을 찾고 뒤에 배경을 넣은 뒤, Ctrl-C를 누를 때까지 SINK로 내보냅니다. 여기서 지정하지 않은 값은 창에서 마지막으로 설정한 대로입니다.</translation>
    </message>
    <message>
        <source>stop after N published frames</source>
        <translation>N프레임을 내보낸 뒤 멈춥니다</translation>
    </message>
    <message>
        <source>stop after S seconds</source>
        <translation>S초 뒤에 멈춥니다</translation>
    </message>
    <message>
        <source>--frames and --seconds both say when to stop; give one of them</source>
        <translation>--frames와 --seconds는 둘 다 언제 멈출지를 정합니다. 하나만 지정하세요</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>시작하는 중</translation>
    </message>
    <message>
        <source>live</source>
        <translation>작동 중</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>일시 중지됨</translation>
    </message>
    <message>
        <source>asleep</source>
        <translation>쉬는 중</translation>
    </message>
    <message>
        <source>trouble</source>
        <translation>문제 있음</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>a colour</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>background</source>
        <translation>배경</translation>
    </message>
    <message>
        <source>only &quot;depth&quot; can follow the strength of the blur, as in blur:{strength}:depth; &quot;{text}&quot; is not that</source>
        <translation>흐림 세기 뒤에는 blur:{strength}:depth처럼 &quot;depth&quot;만 올 수 있습니다. &quot;{text}&quot;은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>blur strength is a number from {low} to {high}, not &quot;{text}&quot;</source>
        <translation>흐림 강도는 {low}에서 {high} 사이의 숫자여야 합니다. &quot;{text}&quot;은(는) 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is no colour; write it as #RRGGBB, such as #2d6a4f</source>
        <translation>&quot;{text}&quot;은(는) 색상이 아닙니다. #2d6a4f처럼 #RRGGBB 형식으로 적으세요</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is neither a file nor a bundled picture{hint}; the bundled ones are {known}</source>
        <translation>&quot;{name}&quot;은(는) 파일도 기본 제공 사진도 아닙니다{hint}. 기본 제공 사진: {known}</translation>
    </message>
    <message>
        <source>{path} holds no pictures any more</source>
        <translation>{path}에 더 이상 영상이 없습니다</translation>
    </message>
    <message>
        <source>{path} is cut short since it was opened</source>
        <translation>{path}이(가) 연 뒤에 잘렸습니다</translation>
    </message>
    <message>
        <source>Webcam</source>
        <translation>웹캠</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>가상 카메라</translation>
    </message>
    <message>
        <source>Secure Boot</source>
        <translation>보안 부팅</translation>
    </message>
    <message>
        <source>Sandboxed browsers</source>
        <translation>샌드박스 브라우저</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>this could not be checked ({kind}: {error})</source>
        <translation>점검하지 못했습니다({kind}: {error})</translation>
    </message>
    <message>
        <source>please report it with the file that `backdrop doctor --report FILE` writes</source>
        <translation>`backdrop doctor --report FILE`이 만든 파일과 함께 신고해 주세요</translation>
    </message>
    <message>
        <source>{title}: {message}; {remedy}</source>
        <translation>{title}: {message}. {remedy}</translation>
    </message>
    <message>
        <source>{title} is not on this machine</source>
        <translation>{title}이(가) 이 컴퓨터에 없습니다</translation>
    </message>
    <message>
        <source>fetch it ({kb} kB)</source>
        <translation>내려받으세요({kb} kB)</translation>
    </message>
    <message>
        <source>{title} is here and whole</source>
        <translation>{title}이(가) 온전히 있습니다</translation>
    </message>
    <message>
        <source>{path} is a folder where the model&apos;s file belongs</source>
        <translation>{path}은(는) 모델 파일이 있어야 할 자리에 있는 폴더입니다</translation>
    </message>
    <message>
        <source>delete it, then fetch the model</source>
        <translation>이 폴더를 삭제한 뒤 모델을 다시 받으세요</translation>
    </message>
    <message>
        <source>{path} is damaged or cannot be read</source>
        <translation>{path}이(가) 손상되었거나 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>fetch the model again</source>
        <translation>모델을 다시 받으세요</translation>
    </message>
    <message>
        <source>{found} lie in one folder, each partly over the other</source>
        <translation>{found}이(가) 한 폴더에 설치되어 서로 일부를 덮어썼습니다</translation>
    </message>
    <message>
        <source>remove them all, then install one</source>
        <translation>모두 제거한 뒤 하나만 설치하세요</translation>
    </message>
    <message>
        <source>{found}</source>
        <translation>{found}</translation>
    </message>
    <message>
        <source>not installed by pip</source>
        <translation>pip로 설치되지 않음</translation>
    </message>
    <message>
        <source>this system cannot ask for the administrator&apos;s password here (pkexec is missing); copy the commands and run them in a terminal with sudo</source>
        <translation>이 시스템에서는 관리자 암호를 물어볼 수 없습니다(pkexec 없음). 명령을 복사해 터미널에서 sudo로 실행하세요</translation>
    </message>
    <message>
        <source>stopped; nothing was changed</source>
        <translation>중지했습니다. 바뀐 것은 없습니다</translation>
    </message>
    <message>
        <source>the administrator&apos;s password was not given, so nothing was changed; try again, or copy the commands and run them in a terminal</source>
        <translation>관리자 암호가 입력되지 않아 아무것도 바꾸지 않았습니다. 다시 시도하거나, 명령을 복사해 터미널에서 실행하세요</translation>
    </message>
    <message>
        <source>Secure Boot refuses the module until its key is enrolled; do that step, restart, and try again</source>
        <translation>보안 부팅이 모듈의 키가 등록될 때까지 모듈을 거부합니다. 키를 등록하고 다시 시작한 뒤 시도하세요</translation>
    </message>
    <message>
        <source>the virtual camera is in use; close the calls and browsers that use it and try again, or restart the computer</source>
        <translation>가상 카메라가 사용 중입니다. 사용 중인 통화와 브라우저를 닫고 다시 시도하거나 컴퓨터를 다시 시작하세요</translation>
    </message>
    <message>
        <source>the set-up stopped with exit code {code}: {last}</source>
        <translation>설정이 종료 코드 {code}(으)로 멈췄습니다: {last}</translation>
    </message>
    <message>
        <source>nothing was printed</source>
        <translation>출력된 내용 없음</translation>
    </message>
    <message>
        <source>{browser} is a Snap; if it lists no camera, run: {command}</source>
        <translation>{browser}은(는) Snap 앱입니다. 카메라가 목록에 없으면 다음을 실행하세요: {command}</translation>
    </message>
    <message>
        <source>{browser} is a Snap that may not see cameras</source>
        <translation>{browser}은(는) 카메라를 볼 수 없는 Snap 앱입니다</translation>
    </message>
    <message>
        <source>{browser} is a Flatpak that may not see the virtual camera</source>
        <translation>{browser}은(는) 가상 카메라를 볼 수 없는 Flatpak 앱입니다</translation>
    </message>
    <message>
        <source>allow it, then start the browser anew</source>
        <translation>허용한 뒤 브라우저를 다시 시작하세요</translation>
    </message>
    <message>
        <source>its state cannot be read on this machine</source>
        <translation>이 컴퓨터에서는 상태를 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>off; the kernel loads v4l2loopback as it is</source>
        <translation>꺼져 있습니다. 커널이 v4l2loopback을 그대로 불러옵니다</translation>
    </message>
    <message>
        <source>on, and v4l2loopback is loaded</source>
        <translation>켜져 있고 v4l2loopback이 로드되어 있습니다</translation>
    </message>
    <message>
        <source>on: the kernel refuses v4l2loopback (&quot;Key was rejected by service&quot;) until its key is enrolled</source>
        <translation>켜져 있습니다. 키를 등록할 때까지 커널이 v4l2loopback을 거부합니다(&quot;Key was rejected by service&quot;)</translation>
    </message>
    <message>
        <source>if loading it fails, enrol the key with a password of your choice, restart, and confirm it there</source>
        <translation>로드에 실패하면 원하는 암호로 키를 등록하고, 다시 시작한 뒤 그 화면에서 확인하세요</translation>
    </message>
    <message>
        <source>This system&apos;s virtual camera comes with OBS Studio.</source>
        <translation>이 시스템의 가상 카메라는 OBS Studio와 함께 설치됩니다.</translation>
    </message>
    <message>
        <source>Install {package} and what builds it for your kernel.</source>
        <translation>{package}과(와) 커널에 맞게 빌드하는 데 필요한 것을 설치합니다.</translation>
    </message>
    <message>
        <source>Set it to make one camera, “{label}”, which browsers list.</source>
        <translation>브라우저 목록에 나타나는 카메라 “{label}” 하나를 만들도록 설정합니다.</translation>
    </message>
    <message>
        <source>Load it now, and whenever this computer starts.</source>
        <translation>지금, 그리고 컴퓨터를 켤 때마다 로드합니다.</translation>
    </message>
    <message>
        <source>Take the virtual camera out of the kernel and load it anew.</source>
        <translation>가상 카메라를 커널에서 내렸다가 다시 로드합니다.</translation>
    </message>
    <message>
        <source>Close the calls and browser tabs that use the camera first.</source>
        <translation>먼저 카메라를 사용하는 통화와 브라우저 탭을 닫으세요.</translation>
    </message>
    <message>
        <source>Nothing was set up on this system by Backdrop.</source>
        <translation>Backdrop이 이 시스템에 설정한 것이 없습니다.</translation>
    </message>
    <message>
        <source>Remove the two files that configure the camera and load it at the start.</source>
        <translation>카메라를 설정하고 시작할 때 로드하는 파일 두 개를 지웁니다.</translation>
    </message>
    <message>
        <source>Take the camera out of the kernel.</source>
        <translation>카메라를 커널에서 내립니다.</translation>
    </message>
    <message>
        <source>The package v4l2loopback itself stays; this removes it:</source>
        <translation>v4l2loopback 패키지 자체는 남습니다. 제거하려면 다음을 실행하세요:</translation>
    </message>
    <message>
        <source>Install v4l2loopback yourself first, in a terminal:</source>
        <translation>먼저 터미널에서 v4l2loopback을 직접 설치하세요:</translation>
    </message>
    <message>
        <source>Install v4l2loopback with your system&apos;s package manager first.</source>
        <translation>먼저 시스템의 패키지 관리자로 v4l2loopback을 설치하세요.</translation>
    </message>
    <message>
        <source>Your system offers v4l2loopback {version}, which has to be reloaded whenever Backdrop was closed. Debian 12 has a newer one in bookworm-backports.</source>
        <translation>이 시스템이 제공하는 v4l2loopback {version}은(는) Backdrop을 닫을 때마다 다시 로드해야 합니다. Debian 12에서는 bookworm-backports에 더 새로운 버전이 있습니다.</translation>
    </message>
    <message>
        <source>Your system does not offer the headers of the running kernel {release}. If the installation stops at them, update the system, restart, and try again.</source>
        <translation>이 시스템은 실행 중인 커널 {release}의 헤더를 제공하지 않습니다. 설치가 헤더에서 멈추면 시스템을 업데이트하고 다시 시작한 뒤 시도하세요.</translation>
    </message>
    <message>
        <source>Backdrop {version}, Python {python}, {platform}, {processors} processors, {memory:.1f} GB of memory</source>
        <translation>Backdrop {version}, Python {python}, {platform}, 프로세서 {processors}개, 메모리 {memory:.1f} GB</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>패키지</translation>
    </message>
    <message>
        <source>v4l2loopback is loaded, but there is no device of it</source>
        <translation>v4l2loopback은 로드되어 있지만 장치가 없습니다</translation>
    </message>
    <message>
        <source>load it anew, with one</source>
        <translation>장치 하나를 두어 다시 로드하세요</translation>
    </message>
    <message>
        <source>you may not open {label} ({path})</source>
        <translation>{label}({path})을(를) 열 권한이 없습니다</translation>
    </message>
    <message>
        <source>join the group that may, then log out and in again</source>
        <translation>권한이 있는 그룹에 들어간 뒤 로그아웃했다가 다시 로그인하세요</translation>
    </message>
    <message>
        <source>browsers will not list {label}: v4l2loopback lacks exclusive_caps=1</source>
        <translation>브라우저 목록에 {label}이(가) 나타나지 않습니다. v4l2loopback에 exclusive_caps=1이 없습니다</translation>
    </message>
    <message>
        <source>end what uses it, then load it anew</source>
        <translation>사용 중인 프로그램을 끝낸 뒤 다시 로드하세요</translation>
    </message>
    <message>
        <source>OBS Virtual Camera is installed</source>
        <translation>OBS Virtual Camera가 설치되어 있습니다</translation>
    </message>
    <message>
        <source>OBS Virtual Camera is not installed</source>
        <translation>OBS Virtual Camera가 설치되어 있지 않습니다</translation>
    </message>
    <message>
        <source>install OBS Studio from obsproject.com and start it once; it need not run afterwards</source>
        <translation>obsproject.com에서 OBS Studio를 설치하고 한 번 실행하세요. 그 뒤에는 실행해 두지 않아도 됩니다</translation>
    </message>
    <message>
        <source>OBS is not in the Applications folder</source>
        <translation>응용 프로그램 폴더에 OBS가 없습니다</translation>
    </message>
    <message>
        <source>install OBS Studio from obsproject.com, then start its virtual camera once</source>
        <translation>obsproject.com에서 OBS Studio를 설치한 뒤 가상 카메라를 한 번 시작하세요</translation>
    </message>
    <message>
        <source>the camera extension of OBS is not enabled</source>
        <translation>OBS의 카메라 확장 프로그램이 켜져 있지 않습니다</translation>
    </message>
    <message>
        <source>start OBS, click Start Virtual Camera, allow it under System Settings &gt; General &gt; Login Items &amp; Extensions &gt; Camera Extensions, then quit OBS</source>
        <translation>OBS를 실행해 ‘가상 카메라 시작’을 누르고, 시스템 설정 &gt; 일반 &gt; 로그인 항목 및 확장 프로그램 &gt; 카메라 확장 프로그램에서 허용한 뒤 OBS를 끝내세요</translation>
    </message>
    <message>
        <source>v4l2loopback is installed, but not loaded</source>
        <translation>v4l2loopback이 설치되어 있지만 로드되지 않았습니다</translation>
    </message>
    <message>
        <source>load it</source>
        <translation>로드하세요</translation>
    </message>
    <message>
        <source>v4l2loopback is not installed for the kernel {release}</source>
        <translation>커널 {release}에 v4l2loopback이 설치되어 있지 않습니다</translation>
    </message>
    <message>
        <source>install it, then load it</source>
        <translation>설치한 뒤 로드하세요</translation>
    </message>
    <message>
        <source>install it with your system&apos;s package manager, then load it</source>
        <translation>시스템의 패키지 관리자로 설치한 뒤 로드하세요</translation>
    </message>
    <message>
        <source>{label} ({path}) is free; v4l2loopback {version}</source>
        <translation>{label}({path})을(를) 사용할 수 있습니다. v4l2loopback {version}</translation>
    </message>
    <message>
        <source>{label} ({path}) is in use by {who}</source>
        <translation>{label}({path})을(를) {who}에서 사용 중입니다</translation>
    </message>
    <message>
        <source>{label} is in use</source>
        <translation>{label}이(가) 사용 중입니다</translation>
    </message>
    <message>
        <source>end that, unless it is Backdrop itself</source>
        <translation>Backdrop이 아니라면 그 프로그램을 끝내세요</translation>
    </message>
    <message>
        <source>{label} ({path}) takes no picture: v4l2loopback got stuck</source>
        <translation>{label}({path})이(가) 영상을 받지 않습니다. v4l2loopback이 멈췄습니다</translation>
    </message>
    <message>
        <source>load it anew</source>
        <translation>다시 로드하세요</translation>
    </message>
    <message>
        <source>v4l2loopback {version} works once: after a program stops, no other can start</source>
        <translation>v4l2loopback {version}은(는) 한 번만 작동합니다. 프로그램이 멈추면 다른 프로그램이 시작할 수 없습니다</translation>
    </message>
    <message>
        <source>install 0.13.2 or newer (Debian 12 has it in bookworm-backports); until then load it anew each time</source>
        <translation>0.13.2 이상을 설치하세요(Debian 12는 bookworm-backports에 있습니다). 그때까지는 매번 다시 로드하세요</translation>
    </message>
    <message>
        <source>(a release before 0.13)</source>
        <translation>(0.13 이전 버전)</translation>
    </message>
    <message>
        <source>Windows keeps cameras from desktop programs</source>
        <translation>Windows가 데스크톱 프로그램의 카메라 사용을 막고 있습니다</translation>
    </message>
    <message>
        <source>allow them under Settings &gt; Privacy &amp; security &gt; Camera</source>
        <translation>설정 &gt; 개인 정보 및 보안 &gt; 카메라에서 허용하세요</translation>
    </message>
    <message>
        <source>none was found</source>
        <translation>찾지 못했습니다</translation>
    </message>
    <message>
        <source>none was found, only virtual cameras: {found}</source>
        <translation>찾지 못했습니다. 가상 카메라만 있습니다: {found}</translation>
    </message>
    <message>
        <source>plug one in; `backdrop run --source presenter` shows a drawn person meanwhile</source>
        <translation>연결하세요. 그동안 `backdrop run --source presenter`로 가상 인물을 볼 수 있습니다</translation>
    </message>
    <message>
        <source>you may not open {found}</source>
        <translation>{found}을(를) 열 권한이 없습니다</translation>
    </message>
    <message>
        <source>you were added to the group video; log out and in again</source>
        <translation>video 그룹에 추가되었습니다. 로그아웃했다가 다시 로그인하세요</translation>
    </message>
    <message>
        <source>{camera} is in use by {who}</source>
        <translation>{camera}을(를) {who}에서 사용 중입니다</translation>
    </message>
    <message>
        <source>{camera} is in use by another program</source>
        <translation>다른 프로그램에서 {camera}을(를) 사용 중입니다</translation>
    </message>
    <message>
        <source>close it there, unless that is Backdrop itself</source>
        <translation>Backdrop이 아니라면 그 프로그램에서 닫으세요</translation>
    </message>
    <message>
        <source>the camera runs already, without a window; end that `backdrop run` first</source>
        <translation>카메라가 이미 창 없이 실행 중입니다. 먼저 그 `backdrop run`을 끝내세요</translation>
    </message>
    <message>
        <source>there is no display for the window; use `backdrop run` for the camera alone</source>
        <translation>창을 띄울 화면이 없습니다. 카메라만 쓰려면 `backdrop run`을 사용하세요</translation>
    </message>
    <message>
        <source>Backdrop goes on in the tray. Quit it from its menu there.</source>
        <translation>Backdrop은 트레이에서 계속 실행됩니다. 끝내려면 트레이 메뉴를 사용하세요.</translation>
    </message>
    <message>
        <source>Get the model</source>
        <translation>모델 받기</translation>
    </message>
    <message>
        <source>Camera settings…</source>
        <translation>카메라 설정…</translation>
    </message>
    <message>
        <source>Virtual camera…</source>
        <translation>가상 카메라…</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>모델 고르기…</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>다른 것 고르기</translation>
    </message>
    <message>
        <source>This model needs {ms:.0f} ms a frame, too long for the set rate.</source>
        <translation>이 모델은 프레임당 {ms:.0f} ms가 걸려 설정한 프레임 속도에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Choose a lighter one…</source>
        <translation>더 가벼운 모델 고르기…</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>it is applied, but cannot be kept: {reason}</source>
        <translation>적용했지만 저장하지 못했습니다: {reason}</translation>
    </message>
    <message>
        <source>something unexpected went wrong: {reason}</source>
        <translation>예기치 않은 문제가 생겼습니다: {reason}</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>새로 고침</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>카메라 다시 찾기</translation>
    </message>
    <message>
        <source>camera:ID, file:PATH, image:PATH or presenter</source>
        <translation>camera:ID, file:PATH, image:PATH 또는 presenter</translation>
    </message>
    <message>
        <source>Other source</source>
        <translation>다른 소스</translation>
    </message>
    <message>
        <source>Automatic (the first camera)</source>
        <translation>자동(첫 번째 카메라)</translation>
    </message>
    <message>
        <source>Drawn presenter (for trying)</source>
        <translation>가상 인물(체험용)</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>기타…</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>모두 정상</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>참고 사항</translation>
    </message>
    <message>
        <source>Will cause trouble</source>
        <translation>문제가 될 수 있음</translation>
    </message>
    <message>
        <source>Keeps Backdrop from its job</source>
        <translation>Backdrop이 작동하지 못함</translation>
    </message>
    <message>
        <source>Commands that mend it</source>
        <translation>해결하는 명령</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>색상…</translation>
    </message>
    <message>
        <source>Choose a colour</source>
        <translation>색상 고르기</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>추가…</translation>
    </message>
    <message>
        <source>Add pictures or videos</source>
        <translation>사진 또는 동영상 추가</translation>
    </message>
    <message>
        <source>“{name}” was removed from the gallery.</source>
        <translation>갤러리에서 “{name}”을(를) 제거했습니다.</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>배경</translation>
    </message>
    <message>
        <source>Pictures or videos. They can also be dropped here, or pasted.</source>
        <translation>사진 또는 동영상입니다. 여기에 끌어다 놓거나 붙여 넣을 수도 있습니다.</translation>
    </message>
    <message>
        <source>Backgrounds</source>
        <translation>배경</translation>
    </message>
    <message>
        <source>Drop pictures or videos here</source>
        <translation>사진이나 동영상을 여기에 놓으세요</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard. Copy a picture or a file first.</source>
        <translation>클립보드에 사진이 없습니다. 먼저 사진이나 파일을 복사하세요.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Pictures and videos ({patterns})</source>
        <translation>사진과 동영상({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일(*)</translation>
    </message>
    <message>
        <source>{count} files could not be added. The first: {reason}</source>
        <translation>파일 {count}개를 추가하지 못했습니다. 첫 번째: {reason}</translation>
    </message>
    <message>
        <source>{path} is no ordinary file; choose a picture or a video</source>
        <translation>{path}은(는) 일반 파일이 아닙니다. 사진이나 동영상을 고르세요</translation>
    </message>
    <message>
        <source>{path} is neither a picture nor a video; choose a JPEG, PNG, WebP or MP4</source>
        <translation>{path}은(는) 사진도 동영상도 아닙니다. JPEG, PNG, WebP 또는 MP4를 고르세요</translation>
    </message>
    <message>
        <source>the copied picture is larger than {limit} megapixels; make it smaller first</source>
        <translation>복사한 사진이 {limit}메가픽셀보다 큽니다. 먼저 크기를 줄이세요</translation>
    </message>
    <message>
        <source>Blur strength</source>
        <translation>흐림 강도</translation>
    </message>
    <message>
        <source>How strongly the room is blurred</source>
        <translation>방을 얼마나 흐리게 할지 정합니다</translation>
    </message>
    <message>
        <source>Stronger towards the top</source>
        <translation>위로 갈수록 강하게</translation>
    </message>
    <message>
        <source>As behind a lens: what is farther away is mostly higher in the picture</source>
        <translation>렌즈로 찍은 것처럼 흐려집니다. 멀리 있는 것은 대개 화면 위쪽에 있습니다</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>고르기</translation>
    </message>
    <message>
        <source>Remove from the gallery</source>
        <translation>갤러리에서 제거</translation>
    </message>
    <message>
        <source>Remove from the gallery (Delete)</source>
        <translation>갤러리에서 제거(Delete)</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} 제거</translation>
    </message>
    <message>
        <source>{name}, {kind}, cannot be shown</source>
        <translation>{name}, {kind}, 표시할 수 없음</translation>
    </message>
    <message>
        <source>{name}, {kind}, chosen</source>
        <translation>{name}, {kind}, 선택됨</translation>
    </message>
    <message>
        <source>{name}, {kind}</source>
        <translation>{name}, {kind}</translation>
    </message>
    <message>
        <source>First-run guide</source>
        <translation>시작 안내</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>건너뛰기</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>{number}/{count}단계</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>마침</translation>
    </message>
    <message>
        <source>Welcome to Backdrop</source>
        <translation>Backdrop을 시작합니다</translation>
    </message>
    <message>
        <source>It puts a background of your choice behind you, in every video call.</source>
        <translation>모든 화상 통화에서 내 뒤에 원하는 배경을 넣어 줍니다.</translation>
    </message>
    <message>
        <source>First, the camera that films you.</source>
        <translation>먼저, 나를 찍을 카메라를 고릅니다.</translation>
    </message>
    <message>
        <source>Then the virtual camera, which the call sees.</source>
        <translation>다음으로, 통화에 보일 가상 카메라를 준비합니다.</translation>
    </message>
    <message>
        <source>Everything is done on this machine; nothing leaves it.</source>
        <translation>모든 처리는 이 컴퓨터에서 이루어지며, 아무것도 밖으로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>Your camera</source>
        <translation>내 카메라</translation>
    </message>
    <message>
        <source>Choose the camera that films you. This is what the call will see.</source>
        <translation>나를 찍을 카메라를 고르세요. 통화에는 이렇게 보입니다.</translation>
    </message>
    <message>
        <source>Go on with the drawn presenter</source>
        <translation>가상 인물로 계속하기</translation>
    </message>
    <message>
        <source>No camera was found. Plug one in and press Refresh. Until then a drawn presenter can stand in for you.</source>
        <translation>카메라를 찾지 못했습니다. 카메라를 연결하고 ‘새로 고침’을 누르세요. 그때까지 가상 인물이 대신할 수 있습니다.</translation>
    </message>
    <message>
        <source>The virtual camera</source>
        <translation>가상 카메라</translation>
    </message>
    <message>
        <source>Calls see your picture through a camera that Backdrop provides.</source>
        <translation>통화에서는 Backdrop이 제공하는 카메라로 내 영상을 봅니다.</translation>
    </message>
    <message>
        <source>Looking at this machine…</source>
        <translation>이 컴퓨터를 살펴보는 중…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>다시 확인</translation>
    </message>
    <message>
        <source>Set it up</source>
        <translation>설정하기</translation>
    </message>
    <message>
        <source>Whether there is a virtual camera could not be found out.</source>
        <translation>가상 카메라가 있는지 확인하지 못했습니다.</translation>
    </message>
    <message>
        <source>“{label}” is ready.</source>
        <translation>“{label}”이(가) 준비되었습니다.</translation>
    </message>
    <message>
        <source>There is no virtual camera yet.</source>
        <translation>아직 가상 카메라가 없습니다.</translation>
    </message>
    <message>
        <source>You are ready</source>
        <translation>준비가 끝났습니다</translation>
    </message>
    <message>
        <source>In the call:</source>
        <translation>통화에서:</translation>
    </message>
    <message>
        <source>It works alike in Jitsi, Meet and every app that can choose a camera.</source>
        <translation>Jitsi, Meet 등 카메라를 고를 수 있는 모든 앱에서 똑같이 작동합니다.</translation>
    </message>
    <message>
        <source>Closing the window keeps the camera going; quit Backdrop from its menu.</source>
        <translation>창을 닫아도 카메라는 계속 작동합니다. 끝내려면 메뉴에서 Backdrop을 종료하세요.</translation>
    </message>
    <message>
        <source>These browsers may not see it:</source>
        <translation>다음 브라우저에서는 보이지 않을 수 있습니다:</translation>
    </message>
    <message>
        <source>Almost ready</source>
        <translation>거의 준비되었습니다</translation>
    </message>
    <message>
        <source>There is no virtual camera yet. Go back to set it up, or do it later in the settings.</source>
        <translation>아직 가상 카메라가 없습니다. 뒤로 가서 설정하거나, 나중에 설정 창에서 설정하세요.</translation>
    </message>
    <message>
        <source>Choose “{label}” in Vmeeting.</source>
        <translation>Vmeeting에서 “{label}”을(를) 고르세요.</translation>
    </message>
    <message>
        <source>Getting the model…</source>
        <translation>모델을 받는 중…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Getting the model… {percent} %</source>
        <translation>모델을 받고 있습니다… {percent}%</translation>
    </message>
    <message>
        <source>The model is here.</source>
        <translation>모델이 준비되었습니다.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>작동 중</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 중지됨</translation>
    </message>
    <message>
        <source>Asleep</source>
        <translation>쉬는 중</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>문제 있음</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>카메라 없음</translation>
    </message>
    <message>
        <source>Preview only</source>
        <translation>미리 보기만</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>State of the camera</source>
        <translation>카메라 상태</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>통계</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>{fps:.0f} fps</source>
        <translation>{fps:.0f} fps</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>추론</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>지연 시간</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>누락</translation>
    </message>
    <message>
        <source>{ms:.1f} ms</source>
        <translation>{ms:.1f} ms</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Mirror me in the call</source>
        <translation>통화에서 나를 좌우로 뒤집기</translation>
    </message>
    <message>
        <source>Mirror the preview</source>
        <translation>미리 보기를 거울처럼 보기</translation>
    </message>
    <message>
        <source>Match the background&apos;s light to the camera</source>
        <translation>배경의 빛을 카메라에 맞춤</translation>
    </message>
    <message>
        <source>Switch the webcam off while nobody uses the virtual camera</source>
        <translation>가상 카메라를 쓰는 곳이 없으면 웹캠 끄기</translation>
    </message>
    <message>
        <source>1280 × 720 at 30 frames a second is what most calls ask for.</source>
        <translation>대부분의 통화는 초당 30프레임의 1280 × 720을 요청합니다.</translation>
    </message>
    <message>
        <source>The others see you flipped; the background stays as it is.</source>
        <translation>다른 사람에게는 내가 좌우로 뒤집혀 보입니다. 배경은 그대로입니다.</translation>
    </message>
    <message>
        <source>You see yourself as in a mirror; the call is not changed.</source>
        <translation>나에게만 거울처럼 보이며, 통화 화면은 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>A picture, video or colour becomes as bright as your room, within limits.</source>
        <translation>그림, 동영상, 단색 배경을 어느 정도까지 방의 밝기에 맞춥니다.</translation>
    </message>
    <message>
        <source>Size and rate apply when the last app stops using the camera.</source>
        <translation>크기와 속도는 카메라를 사용하는 마지막 앱이 사용을 마치면 적용됩니다.</translation>
    </message>
    <message>
        <source>It comes back when a call looks at it, and while this window is open.</source>
        <translation>통화에서 가상 카메라를 쓰거나 이 창이 열려 있으면 다시 켜집니다.</translation>
    </message>
    <message>
        <source>On this system the virtual camera does not tell who uses it, so the webcam stays on.</source>
        <translation>이 시스템에서는 누가 가상 카메라를 쓰는지 알 수 없어 웹캠을 켜 둡니다.</translation>
    </message>
    <message>
        <source>{width} × {height}</source>
        <translation>{width} × {height}</translation>
    </message>
    <message>
        <source>{fps:g} frames a second</source>
        <translation>초당 {fps:g}프레임</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정에 따름</translation>
    </message>
    <message>
        <source>Start minimised, in the tray</source>
        <translation>트레이로 최소화해 시작</translation>
    </message>
    <message>
        <source>Pause the camera while the screen is locked</source>
        <translation>화면이 잠겨 있는 동안 카메라 일시 중지</translation>
    </message>
    <message>
        <source>Show statistics over the preview</source>
        <translation>미리 보기 위에 통계 표시</translation>
    </message>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>The language changes when Backdrop starts the next time.</source>
        <translation>언어는 Backdrop을 다음에 시작할 때 바뀝니다.</translation>
    </message>
    <message>
        <source>Start with the session</source>
        <translation>로그인할 때 시작</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Open the first-run guide</source>
        <translation>시작 안내 열기</translation>
    </message>
    <message>
        <source>Save a report…</source>
        <translation>보고서 저장…</translation>
    </message>
    <message>
        <source>The report says what doctor found, your settings and the end of the log. It has no picture.</source>
        <translation>보고서에는 점검 결과, 설정, 로그의 끝부분이 담깁니다. 사진은 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>Backdrop {version} · free software under the licence {licence}</source>
        <translation>Backdrop {version} · 자유 소프트웨어, {licence} 라이선스</translation>
    </message>
    <message>
        <source>Save a report</source>
        <translation>보고서 저장</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>텍스트 파일(*.txt)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Model and performance</source>
        <translation>모델과 성능</translation>
    </message>
    <message>
        <source>The model finds you in the picture, on this machine; nothing leaves it.</source>
        <translation>모델은 이 컴퓨터에서 영상 속 사람을 찾아냅니다. 아무것도 밖으로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>Looking for the models…</source>
        <translation>모델을 찾고 있습니다…</translation>
    </message>
    <message>
        <source>A model file of your own</source>
        <translation>내 모델 파일</translation>
    </message>
    <message>
        <source>XNNPACK (fastest)</source>
        <translation>XNNPACK(가장 빠름)</translation>
    </message>
    <message>
        <source>Built in (slower)</source>
        <translation>내장(더 느림)</translation>
    </message>
    <message>
        <source>Reference (very slow)</source>
        <translation>참조(매우 느림)</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>고급</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>스레드</translation>
    </message>
    <message>
        <source>Automatic takes one thread, and more only where one is too slow for the set rate.</source>
        <translation>자동은 스레드 하나를 쓰고, 하나로는 설정한 속도에 못 미칠 때만 더 씁니다.</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>다운로드</translation>
    </message>
    <message>
        <source>Download {model}</source>
        <translation>{model} 다운로드</translation>
    </message>
    <message>
        <source>Cancel the download of {model}</source>
        <translation>{model} 다운로드 취소</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>측정</translation>
    </message>
    <message>
        <source>Measure the speed of {model}</source>
        <translation>{model}의 속도 측정</translation>
    </message>
    <message>
        <source>Remove {model}</source>
        <translation>{model} 제거</translation>
    </message>
    <message>
        <source>Download of {model}</source>
        <translation>{model} 다운로드</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>이 컴퓨터에 있음</translation>
    </message>
    <message>
        <source>Made here</source>
        <translation>여기서 만듦</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>측정하는 중…</translation>
    </message>
    <message>
        <source>Speed on this machine: not measured</source>
        <translation>이 컴퓨터에서의 속도: 측정하지 않음</translation>
    </message>
    <message>
        <source>Speed on this machine: {ms:.1f} ms a frame, threads: {threads}</source>
        <translation>이 컴퓨터에서의 속도: 프레임당 {ms:.1f} ms, 스레드: {threads}</translation>
    </message>
    <message>
        <source>sees pictures of any size</source>
        <translation>입력 크기 자유</translation>
    </message>
    <message>
        <source>sees {width} × {height} pixels</source>
        <translation>입력 {width} × {height}픽셀</translation>
    </message>
    <message>
        <source>It shares the weights of {id}, which are here.</source>
        <translation>이 컴퓨터에 있는 {id}의 가중치를 함께 씁니다.</translation>
    </message>
    <message>
        <source>Its weights are made here from those of {id}.</source>
        <translation>{id}의 가중치로 이 컴퓨터에서 만들어 씁니다.</translation>
    </message>
    <message>
        <source>{size} so far</source>
        <translation>지금까지 {size}</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>약 {size}</translation>
    </message>
    <message>
        <source>size unknown</source>
        <translation>크기를 알 수 없음</translation>
    </message>
    <message>
        <source>Set it up…</source>
        <translation>설정하기…</translation>
    </message>
    <message>
        <source>Reload the module…</source>
        <translation>모듈 다시 로드…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>제거…</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>점검하는 중…</translation>
    </message>
    <message>
        <source>Set up the virtual camera</source>
        <translation>가상 카메라 설정</translation>
    </message>
    <message>
        <source>Reload the module</source>
        <translation>모듈 다시 로드</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>다시 로드</translation>
    </message>
    <message>
        <source>Remove the virtual camera</source>
        <translation>가상 카메라 제거</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Choose it as the camera in Vmeeting, or in any other call.</source>
        <translation>Vmeeting이나 다른 통화에서 이것을 카메라로 고르세요.</translation>
    </message>
    <message>
        <source>Without it the call cannot see your picture. What to do stands below.</source>
        <translation>가상 카메라가 없으면 통화에서 내 영상을 볼 수 없습니다. 해결 방법은 아래에 있습니다.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy: {what}</source>
        <translation>복사: {what}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사함</translation>
    </message>
    <message>
        <source>Look in:</source>
        <translation>찾는 위치:</translation>
    </message>
    <message>
        <source>Save in:</source>
        <translation>저장 위치:</translation>
    </message>
    <message>
        <source>File name:</source>
        <translation>파일 이름:</translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation>파일 형식:</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>미리 보기</translation>
    </message>
    <message>
        <source>What the call sees. Press and hold, or hold the space bar, to see the camera.</source>
        <translation>통화에 보이는 모습입니다. 마우스나 스페이스 바를 누르고 있으면 카메라 영상을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Show my room?</source>
        <translation>내 방을 보여 줄까요?</translation>
    </message>
    <message>
        <source>Everyone in the call will see what is behind you, as your camera sees it. You will not be asked again.</source>
        <translation>카메라에 비친 내 뒤의 모습이 통화에 참여한 모든 사람에게 보입니다. 다시 묻지 않습니다.</translation>
    </message>
    <message>
        <source>Show my room</source>
        <translation>내 방 보여 주기</translation>
    </message>
    <message>
        <source>Keep my background</source>
        <translation>배경 유지</translation>
    </message>
    <message>
        <source>Commands to run first</source>
        <translation>먼저 실행할 명령</translation>
    </message>
    <message>
        <source>What will run</source>
        <translation>실행할 내용</translation>
    </message>
    <message>
        <source>Commands to run afterwards</source>
        <translation>나중에 실행할 명령</translation>
    </message>
    <message>
        <source>What was printed</source>
        <translation>출력된 내용</translation>
    </message>
    <message>
        <source>This is exactly what will run, with the administrator&apos;s rights:</source>
        <translation>다음 내용이 그대로 관리자 권한으로 실행됩니다:</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Where to run it</source>
        <translation>실행 위치</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>페이지</translation>
    </message>
    <message>
        <source>Bookshelf</source>
        <translation>책장</translation>
    </message>
    <message>
        <source>Dawn</source>
        <translation>새벽</translation>
    </message>
    <message>
        <source>Hanok</source>
        <translation>한옥</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>사무실</translation>
    </message>
    <message>
        <source>Slate</source>
        <translation>슬레이트</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>스튜디오</translation>
    </message>
    <message>
        <source>Graphite</source>
        <translation>흑연색</translation>
    </message>
    <message>
        <source>Navy</source>
        <translation>남색</translation>
    </message>
    <message>
        <source>Forest</source>
        <translation>숲색</translation>
    </message>
    <message>
        <source>Sand</source>
        <translation>모래색</translation>
    </message>
    <message>
        <source>My room</source>
        <translation>내 방</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>흐림</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>붙여 넣은 사진</translation>
    </message>
    <message>
        <source>no background</source>
        <translation>배경 없음</translation>
    </message>
    <message>
        <source>blurred room</source>
        <translation>흐리게 한 방</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>video</source>
        <translation>동영상</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Backdrop is starting</source>
        <translation>Backdrop을 시작하는 중입니다</translation>
    </message>
    <message>
        <source>Backdrop is live</source>
        <translation>Backdrop이 작동 중입니다</translation>
    </message>
    <message>
        <source>Backdrop is paused</source>
        <translation>Backdrop이 일시 중지되었습니다</translation>
    </message>
    <message>
        <source>Backdrop is ready: the webcam is off until a call uses it</source>
        <translation>Backdrop이 준비되었습니다. 통화에서 쓸 때까지 웹캠은 꺼져 있습니다</translation>
    </message>
    <message>
        <source>Backdrop has trouble</source>
        <translation>Backdrop에 문제가 있습니다</translation>
    </message>
    <message>
        <source>Backdrop is off</source>
        <translation>Backdrop이 꺼져 있습니다</translation>
    </message>
    <message>
        <source>Latest backgrounds</source>
        <translation>최근 배경</translation>
    </message>
    <message>
        <source>Pause camera</source>
        <translation>카메라 일시 중지</translation>
    </message>
    <message>
        <source>Camera…</source>
        <translation>카메라…</translation>
    </message>
    <message>
        <source>Open window</source>
        <translation>창 열기</translation>
    </message>
    <message>
        <source>Quit Backdrop</source>
        <translation>Backdrop 종료</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Background or blur</source>
        <translation>배경 또는 흐림</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>설정…</translation>
    </message>
    <message>
        <source>Add backgrounds…</source>
        <translation>배경 추가…</translation>
    </message>
    <message>
        <source>First-run guide…</source>
        <translation>시작 안내…</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>메뉴</translation>
    </message>
    <message>
        <source>Resume camera</source>
        <translation>카메라 다시 시작</translation>
    </message>
    <message>
        <source>In the call, choose “{camera}”.</source>
        <translation>통화에서 “{camera}”을(를) 고르세요.</translation>
    </message>
    <message>
        <source>starting with the session cannot be changed: {place}: {reason}</source>
        <translation>로그인할 때 시작하는 설정을 바꿀 수 없습니다: {place}: {reason}</translation>
    </message>
    <message>
        <source>Backdrop runs already ({reason})</source>
        <translation>Backdrop이 이미 실행 중입니다({reason})</translation>
    </message>
    <message>
        <source>Backdrop runs but does not answer; quit it and start it again</source>
        <translation>Backdrop이 실행 중이지만 응답하지 않습니다. 종료한 뒤 다시 시작하세요</translation>
    </message>
    <message>
        <source>Backdrop is not running; start it with `backdrop` or `backdrop run`</source>
        <translation>Backdrop이 실행 중이 아닙니다. `backdrop` 또는 `backdrop run`으로 시작하세요</translation>
    </message>
    <message>
        <source>Backdrop does not answer ({reason}); start it again</source>
        <translation>Backdrop이 응답하지 않습니다({reason}). 다시 시작하세요</translation>
    </message>
    <message>
        <source>Backdrop runs already; `backdrop ctl status` asks it how it is</source>
        <translation>Backdrop이 이미 실행 중입니다. `backdrop ctl status`로 상태를 확인할 수 있습니다</translation>
    </message>
    <message>
        <source>{path} does not exist; check the name</source>
        <translation>{path}이(가) 없습니다. 이름을 확인하세요</translation>
    </message>
    <message>
        <source>{path} is a folder; name a file in it</source>
        <translation>{path}은(는) 폴더입니다. 그 안의 파일을 지정하세요</translation>
    </message>
    <message>
        <source>{path} may not be read; check its permissions</source>
        <translation>{path}을(를) 읽을 권한이 없습니다. 권한을 확인하세요</translation>
    </message>
    <message>
        <source>{path} cannot be opened: {reason}</source>
        <translation>{path}을(를) 열 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>{path} is a device or a pipe; name a file</source>
        <translation>{path}은(는) 장치나 파이프입니다. 파일을 지정하세요</translation>
    </message>
    <message>
        <source>{path} is empty; choose another file</source>
        <translation>{path}은(는) 빈 파일입니다. 다른 파일을 고르세요</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}</source>
        <translation>{path}을(를) 읽을 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>the disk is full: {path} was not written; free some space and try again</source>
        <translation>디스크가 가득 차서 {path}을(를) 쓰지 못했습니다. 공간을 확보한 뒤 다시 시도하세요</translation>
    </message>
    <message>
        <source>{path} may not be written; choose another place</source>
        <translation>{path}에 쓸 권한이 없습니다. 다른 위치를 고르세요</translation>
    </message>
    <message>
        <source>the folder of {path} does not exist; make it first</source>
        <translation>{path}이(가) 들어갈 폴더가 없습니다. 먼저 폴더를 만드세요</translation>
    </message>
    <message>
        <source>{path} is a folder; name a file</source>
        <translation>{path}은(는) 폴더입니다. 파일 이름을 지정하세요</translation>
    </message>
    <message>
        <source>{path} cannot be written: {folder} is no folder</source>
        <translation>{path}을(를) 쓸 수 없습니다. {folder}은(는) 폴더가 아닙니다</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}</source>
        <translation>{path}을(를) 쓸 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>{path} is not a picture that can be read; choose a JPEG, PNG or WebP</source>
        <translation>{path}은(는) 읽을 수 있는 사진이 아닙니다. JPEG, PNG 또는 WebP를 고르세요</translation>
    </message>
    <message>
        <source>{path} is damaged or cut short ({reason})</source>
        <translation>{path}이(가) 손상되었거나 잘렸습니다({reason})</translation>
    </message>
    <message>
        <source>{path} is {width}x{height}, larger than {limit} megapixels; make it smaller first</source>
        <translation>{path}은(는) {width}x{height} 크기로 {limit}메가픽셀보다 큽니다. 먼저 크기를 줄이세요</translation>
    </message>
    <message>
        <source>the source failed: {reason}</source>
        <translation>소스에 문제가 생겼습니다: {reason}</translation>
    </message>
    <message>
        <source>{label} has ended</source>
        <translation>{label}이(가) 끝났습니다</translation>
    </message>
    <message>
        <source>a picture has been in the making for over a second; if this goes on, the model is started again</source>
        <translation>사진 한 장을 만드는 데 1초가 넘게 걸리고 있습니다. 계속되면 모델을 다시 시작합니다</translation>
    </message>
    <message>
        <source>a picture has been in the making for over a second; if this goes on, start Backdrop again</source>
        <translation>사진 한 장을 만드는 데 1초가 넘게 걸리고 있습니다. 계속되면 Backdrop을 다시 시작하세요</translation>
    </message>
    <message>
        <source>the model did not answer, so it is started again</source>
        <translation>모델이 응답하지 않아 다시 시작합니다</translation>
    </message>
    <message>
        <source>a picture could not be made: {reason}</source>
        <translation>영상을 만들지 못했습니다: {reason}</translation>
    </message>
    <message>
        <source>the person suddenly fills the whole picture; move back from the camera</source>
        <translation>사람이 갑자기 화면을 가득 채웠습니다. 카메라에서 조금 물러나세요</translation>
    </message>
    <message>
        <source>{path} holds the pictures; name another folder for their mattes</source>
        <translation>{path}에는 원본 사진이 들어 있습니다. 매트를 저장할 다른 폴더를 지정하세요</translation>
    </message>
    <message>
        <source>{path} holds no pictures; choose a folder of JPEG or PNG files</source>
        <translation>{path}에 사진이 없습니다. JPEG 또는 PNG 파일이 있는 폴더를 고르세요</translation>
    </message>
    <message>
        <source>{one} and {two} have the same name but for their ending, so their mattes would collide; rename one</source>
        <translation>{one}과(와) {two}은(는) 확장자만 다르고 이름이 같아 매트 파일이 겹칩니다. 하나의 이름을 바꾸세요</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; is no file name for a picture; let it end in one of {known}</source>
        <translation>&quot;{path}&quot;은(는) 사진 파일 이름이 아닙니다. 다음 중 하나로 끝나야 합니다: {known}</translation>
    </message>
    <message>
        <source>publishing failed: {reason}</source>
        <translation>내보내기에 실패했습니다: {reason}</translation>
    </message>
    <message>
        <source>there is no model to find the person with; choose or fetch one</source>
        <translation>사람을 찾을 모델이 없습니다. 모델을 고르거나 내려받으세요</translation>
    </message>
    <message>
        <source>a matte of another frame was about to be used; please report this</source>
        <translation>다른 프레임의 매트를 사용할 뻔했습니다. 신고해 주세요</translation>
    </message>
    <message>
        <source>name a background, such as blur or image:office</source>
        <translation>blur 또는 image:office처럼 배경을 지정하세요</translation>
    </message>
    <message>
        <source>the running Backdrop does not know the request {command!r}</source>
        <translation>실행 중인 Backdrop이 {command!r} 요청을 알지 못합니다</translation>
    </message>
    <message>
        <source>a file name</source>
        <translation>파일 이름</translation>
    </message>
    <message>
        <source>sink</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; is no file name for a video; let it end in one of {known}</source>
        <translation>&quot;{path}&quot;은(는) 동영상 파일 이름이 아닙니다. 다음 중 하나로 끝나야 합니다: {known}</translation>
    </message>
    <message>
        <source>no picture came, so {path} was not written; try again</source>
        <translation>영상이 들어오지 않아 {path}을(를) 쓰지 않았습니다. 다시 시도하세요</translation>
    </message>
    <message>
        <source>{path} cannot be encoded: {reason}</source>
        <translation>{path}을(를) 인코딩할 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>the virtual camera {label} has been closed</source>
        <translation>가상 카메라 {label}을(를) 닫았습니다</translation>
    </message>
    <message>
        <source>the virtual camera {label} is gone; pictures go out again as soon as it is back</source>
        <translation>가상 카메라 {label}이(가) 사라졌습니다. 돌아오면 바로 다시 화면을 내보냅니다</translation>
    </message>
    <message>
        <source>the virtual camera {label} takes no picture: {reason}; close what else writes to it</source>
        <translation>가상 카메라 {label}이(가) 영상을 받지 않습니다: {reason}. 그 카메라에 쓰고 있는 다른 프로그램을 닫으세요</translation>
    </message>
    <message>
        <source>this machine has no virtual camera; make one: {command}</source>
        <translation>이 컴퓨터에 가상 카메라가 없습니다. 다음으로 만드세요: {command}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>{device} is no v4l2loopback device, so nothing can be published there; those found: {known}</source>
        <translation>{device}은(는) v4l2loopback 장치가 아니어서 내보낼 수 없습니다. 찾은 장치: {known}</translation>
    </message>
    <message>
        <source>the virtual camera {device} cannot be opened: {reasons}; close what else writes to it, or see `backdrop doctor`</source>
        <translation>가상 카메라 {device}을(를) 열 수 없습니다: {reasons}. 그 카메라에 쓰고 있는 다른 프로그램을 닫거나 `backdrop doctor`를 확인하세요</translation>
    </message>
    <message>
        <source>device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>this machine has no virtual camera ({reasons}); install OBS Studio, start its virtual camera once, close OBS</source>
        <translation>이 컴퓨터에 가상 카메라가 없습니다({reasons}). OBS Studio를 설치해 가상 카메라를 한 번 시작한 뒤 OBS를 닫으세요</translation>
    </message>
    <message>
        <source>the model catalogue is broken: two rows have the {field} {name}</source>
        <translation>모델 카탈로그가 잘못되었습니다. 두 행의 {field}이(가) {name}(으)로 같습니다</translation>
    </message>
    <message>
        <source>the model catalogue is broken: its default, {id!r}, is none of its rows</source>
        <translation>모델 카탈로그가 잘못되었습니다. 기본 모델 {id!r}이(가) 목록에 없습니다</translation>
    </message>
    <message>
        <source>{path} is not a model catalogue: {reason}</source>
        <translation>{path}은(는) 모델 카탈로그가 아닙니다: {reason}</translation>
    </message>
    <message>
        <source>{path} is not a model catalogue: it has no [[model]] rows</source>
        <translation>{path}은(는) 모델 카탈로그가 아닙니다. [[model]] 행이 없습니다</translation>
    </message>
    <message>
        <source>there is no model {id!r}, or it is one of your own that cannot be used: {problems}</source>
        <translation>{id!r} 모델이 없거나, 사용할 수 없는 내 모델입니다: {problems}</translation>
    </message>
    <message>
        <source>there is no model {id!r}; did you mean {nearest}? `backdrop models list` shows all</source>
        <translation>모델 {id!r}이(가) 없습니다. 혹시 {nearest}인가요? `backdrop models list`로 모두 볼 수 있습니다</translation>
    </message>
    <message>
        <source>{path}: the model {id} is left out, since another has its id or its file; give it others</source>
        <translation>{path}: 다른 모델과 ID 또는 파일이 같아 모델 {id}을(를) 제외했습니다. 다른 것으로 바꾸세요</translation>
    </message>
    <message>
        <source>{path}: the model {id} is left out, since its row lacks bytes and sha256; add the model again</source>
        <translation>{path}: 행에 bytes와 sha256이 없어 모델 {id}을(를) 제외했습니다. 모델을 다시 추가하세요</translation>
    </message>
    <message>
        <source>{path}: model {number} ({name}): {field}: {reason}; mend the row</source>
        <translation>{path}: 모델 {number}({name}): {field}: {reason}. 이 행을 고치세요</translation>
    </message>
    <message>
        <source>without an id</source>
        <translation>ID 없음</translation>
    </message>
    <message>
        <source>the row</source>
        <translation>행</translation>
    </message>
    <message>
        <source>the model file cannot be run by {engine}: {reason}</source>
        <translation>{engine}에서 모델 파일을 실행할 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>it may need more memory than there is</source>
        <translation>메모리가 부족할 수 있습니다</translation>
    </message>
    <message>
        <source>the model does not take one picture and give one answer; choose another model</source>
        <translation>이 모델은 영상 하나를 받아 결과 하나를 내는 모델이 아닙니다. 다른 모델을 고르세요</translation>
    </message>
    <message>
        <source>the model failed while running: {reason}</source>
        <translation>모델을 실행하는 중에 실패했습니다: {reason}</translation>
    </message>
    <message>
        <source>fetching {id} was stopped; fetch it again to go on</source>
        <translation>{id} 내려받기를 중지했습니다. 다시 내려받으면 이어서 받습니다</translation>
    </message>
    <message>
        <source>sends something that is no model ({reason})</source>
        <translation>모델이 아닌 것을 보냄({reason})</translation>
    </message>
    <message>
        <source>{id} is a model of your own, which cannot be fetched; {remedy}</source>
        <translation>{id}은(는) 직접 추가한 모델이라 내려받을 수 없습니다. {remedy}</translation>
    </message>
    <message>
        <source>{id} is not fetched by Backdrop. {provide}</source>
        <translation>{id}은(는) Backdrop이 내려받지 않습니다. {provide}</translation>
    </message>
    <message>
        <source>{id} could not be fetched as it first was: {failures}; check the network and try again, or, if its publisher has replaced it, run `backdrop models remove {id} --forget` first</source>
        <translation>{id}을(를) 처음과 같은 내용으로 내려받지 못했습니다: {failures}. 네트워크를 확인하고 다시 시도하세요. 배포자가 파일을 교체했다면 먼저 `backdrop models remove {id} --forget`을 실행하세요</translation>
    </message>
    <message>
        <source>{id} could not be fetched: {failures}; check the network and try again</source>
        <translation>{id}을(를) 내려받지 못했습니다: {failures}. 네트워크를 확인하고 다시 시도하세요</translation>
    </message>
    <message>
        <source>{id} could not be fetched: {failures}; check the network and try again, or put {file} into a folder that {variable} names</source>
        <translation>{id}을(를) 내려받지 못했습니다: {failures}. 네트워크를 확인하고 다시 시도하거나, {variable}이(가) 가리키는 폴더에 {file}을(를) 넣으세요</translation>
    </message>
    <message>
        <source>no source is known</source>
        <translation>알려진 출처 없음</translation>
    </message>
    <message>
        <source>answers {code} {reason}</source>
        <translation>응답 코드 {code} {reason}</translation>
    </message>
    <message>
        <source>sends a part of the file that was not asked for</source>
        <translation>요청하지 않은 부분을 보냄</translation>
    </message>
    <message>
        <source>does not say how long the file is, so that it could break off unnoticed</source>
        <translation>파일 길이를 알려 주지 않아 중간에 끊겨도 알 수 없음</translation>
    </message>
    <message>
        <source>offers {announced} bytes instead of {size}</source>
        <translation>{size}바이트 대신 {announced}바이트를 제공함</translation>
    </message>
    <message>
        <source>offers {announced} bytes, though such a file has {limit} at most</source>
        <translation>이런 파일은 최대 {limit}바이트인데 {announced}바이트를 제공함</translation>
    </message>
    <message>
        <source>leads to {address}, which is not https</source>
        <translation>https가 아닌 {address}(으)로 연결됨</translation>
    </message>
    <message>
        <source>does not answer within {seconds:g} s</source>
        <translation>{seconds:g}초 안에 응답하지 않음</translation>
    </message>
    <message>
        <source>shows a certificate that is not trusted here</source>
        <translation>이 컴퓨터에서 신뢰하지 않는 인증서를 제시함</translation>
    </message>
    <message>
        <source>refuses the connection</source>
        <translation>연결을 거부함</translation>
    </message>
    <message>
        <source>broke off the connection</source>
        <translation>연결이 끊어짐</translation>
    </message>
    <message>
        <source>cannot be reached ({reason})</source>
        <translation>연결할 수 없음({reason})</translation>
    </message>
    <message>
        <source>sends more than the {size} bytes of the file</source>
        <translation>파일 크기인 {size}바이트보다 많이 보냄</translation>
    </message>
    <message>
        <source>sends another file than it first sent (its sha256 differs)</source>
        <translation>처음과 다른 파일을 보냄(sha256이 다름)</translation>
    </message>
    <message>
        <source>broke off after {done} of {size} bytes</source>
        <translation>{size}바이트 중 {done}바이트에서 끊어짐</translation>
    </message>
    <message>
        <source>sends another file than the catalogue names (its sha256 differs)</source>
        <translation>카탈로그와 다른 파일을 보냄(sha256이 다름)</translation>
    </message>
    <message>
        <source>the model {id} takes {found} and gives {answer} values, not {takes} and {gives} as the catalogue says; run `backdrop models verify`</source>
        <translation>모델 {id}은(는) {found}을(를) 받아 값 {answer}개를 내놓지만, 카탈로그에는 {takes}와(과) {gives}(으)로 되어 있습니다. `backdrop models verify`를 실행하세요</translation>
    </message>
    <message>
        <source>the model {id} answered with what is no number; choose another model</source>
        <translation>모델 {id}의 결과가 숫자가 아닙니다. 다른 모델을 고르세요</translation>
    </message>
    <message>
        <source>the {package} {version} wheel</source>
        <translation>{package} {version} 휠</translation>
    </message>
    <message>
        <source>{id} (re-quantised)</source>
        <translation>{id}(재양자화)</translation>
    </message>
    <message>
        <source>needs pip, which this Python lacks</source>
        <translation>이 Python에 없는 pip가 필요함</translation>
    </message>
    <message>
        <source>was not delivered by pip</source>
        <translation>pip가 파일을 내려받지 못함</translation>
    </message>
    <message>
        <source>did not fit on the disk; free some space</source>
        <translation>디스크에 들어가지 않음. 공간을 확보하세요</translation>
    </message>
    <message>
        <source>cannot be reached by pip</source>
        <translation>pip로 연결할 수 없음</translation>
    </message>
    <message>
        <source>which says nothing</source>
        <translation>이유를 알 수 없음</translation>
    </message>
    <message>
        <source>was not found by pip ({reason})</source>
        <translation>pip로 찾지 못함({reason})</translation>
    </message>
    <message>
        <source>holds no {member}</source>
        <translation>{member}이(가) 들어 있지 않음</translation>
    </message>
    <message>
        <source>cannot be unpacked ({reason})</source>
        <translation>압축을 풀 수 없음({reason})</translation>
    </message>
    <message>
        <source>Input should be greater than or equal to {ge}</source>
        <translation>{ge} 이상이어야 합니다</translation>
    </message>
    <message>
        <source>Input should be less than or equal to {le}</source>
        <translation>{le} 이하여야 합니다</translation>
    </message>
    <message>
        <source>Input should be a valid integer</source>
        <translation>정수여야 합니다</translation>
    </message>
    <message>
        <source>Input should be a valid integer, unable to parse string as an integer</source>
        <translation>정수여야 하는데 정수로 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Input should be a valid integer, got a number with a fractional part</source>
        <translation>정수여야 하는데 소수 부분이 있습니다</translation>
    </message>
    <message>
        <source>Input should be a valid number</source>
        <translation>숫자여야 합니다</translation>
    </message>
    <message>
        <source>Input should be a valid number, unable to parse string as a number</source>
        <translation>숫자여야 하는데 숫자로 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Input should be a valid boolean</source>
        <translation>참 또는 거짓이어야 합니다</translation>
    </message>
    <message>
        <source>Input should be a valid boolean, unable to interpret input</source>
        <translation>참 또는 거짓이어야 하는데 해석할 수 없습니다</translation>
    </message>
    <message>
        <source>Input should be a valid string</source>
        <translation>문자열이어야 합니다</translation>
    </message>
    <message>
        <source>Input should be a valid tuple</source>
        <translation>목록이어야 합니다</translation>
    </message>
    <message>
        <source>Input should be {expected}</source>
        <translation>{expected} 중 하나여야 합니다</translation>
    </message>
    <message>
        <source>Extra inputs are not permitted</source>
        <translation>알 수 없는 항목입니다</translation>
    </message>
    <message>
        <source>camera[:ID], file:PATH, image:PATH or presenter</source>
        <translation>camera[:ID], file:PATH, image:PATH 또는 presenter</translation>
    </message>
    <message>
        <source>camera[:DEVICE], file:PATH or null</source>
        <translation>camera[:DEVICE], file:PATH 또는 null</translation>
    </message>
    <message>
        <source>width of the published picture in pixels</source>
        <translation>내보내는 영상의 너비(픽셀)</translation>
    </message>
    <message>
        <source>height of the published picture in pixels</source>
        <translation>내보내는 영상의 높이(픽셀)</translation>
    </message>
    <message>
        <source>published frames per second</source>
        <translation>초당 내보내는 프레임 수</translation>
    </message>
    <message>
        <source>flip the person left to right; the background stays as it is</source>
        <translation>사람을 좌우로 뒤집습니다. 배경은 그대로입니다</translation>
    </message>
    <message>
        <source>threads of the network; without it one, or more where one is too slow</source>
        <translation>신경망의 스레드 수. 지정하지 않으면 하나를 쓰고, 하나로 너무 느리면 더 씁니다</translation>
    </message>
    <message>
        <source>what runs the network; without it LiteRT, or ONNX Runtime for .onnx files</source>
        <translation>신경망을 실행하는 엔진. 지정하지 않으면 LiteRT, .onnx 파일이면 ONNX Runtime</translation>
    </message>
    <message>
        <source>segmentation model: auto, an ID of `backdrop models list`, or file:PATH</source>
        <translation>분할 모델. auto, `backdrop models list`에 나오는 ID 또는 file:PATH</translation>
    </message>
    <message>
        <source>image:PATH or a bundled name, blur[:1-10[:depth]], color:#RRGGBB, video:PATH or none</source>
        <translation>image:경로 또는 기본 제공 이름, blur[:1-10[:depth]], color:#RRGGBB, video:경로, none</translation>
    </message>
    <message>
        <source>bring brightness and contrast of the background nearer to the camera&apos;s; blur is left as it is</source>
        <translation>배경의 밝기와 대비를 카메라에 가깝게 맞춥니다. 흐림 배경은 그대로 둡니다</translation>
    </message>
    <message>
        <source>how LiteRT and tflite-runtime compute: xnnpack (tuned SIMD code, the default), builtin (their own code, still SIMD), reference (plain loops without SIMD)</source>
        <translation>LiteRT와 tflite-runtime의 계산 방식. xnnpack(최적화된 SIMD 코드, 기본값), builtin(자체 코드, 역시 SIMD), reference(SIMD를 쓰지 않는 단순 반복문)</translation>
    </message>
    <message>
        <source>how finely BodyPix sees the picture: low, medium, high or full (a quarter to all of its width and height), or WxH; without it medium</source>
        <translation>BodyPix가 영상을 보는 해상도. low, medium, high, full(너비와 높이의 4분의 1부터 전체까지) 또는 WxH. 지정하지 않으면 medium</translation>
    </message>
    <message>
        <source>edges of the person: light (smooth, least work), balanced (they follow the picture&apos;s own), best (the network also looks twice at each picture)</source>
        <translation>사람의 가장자리: light(매끄럽고 일이 가장 적음), balanced(화면 속 윤곽을 따름), best(신경망이 화면마다 두 번 봄)</translation>
    </message>
    <message>
        <source>moves the edge of the person inwards (below 0) or outwards</source>
        <translation>사람의 가장자리를 안쪽(0보다 작을 때)이나 바깥쪽으로 옮깁니다</translation>
    </message>
    <message>
        <source>width of the person&apos;s soft edge: 0 is hard, 1 as usual, 2 the softest</source>
        <translation>사람 가장자리의 부드러운 폭: 0은 또렷하게, 1은 보통, 2는 가장 부드럽게</translation>
    </message>
    <message>
        <source>let the network rest while the picture stands still, three frames in a row at most</source>
        <translation>화면이 멈춰 있는 동안 신경망을 쉬게 합니다. 잇달아 세 프레임까지입니다</translation>
    </message>
    <message>
        <source>release the webcam while nobody uses the virtual camera (on Linux, where that can be told)</source>
        <translation>가상 카메라를 쓰는 곳이 없으면 웹캠을 끕니다(사용 여부를 알 수 있는 Linux에서)</translation>
    </message>
    <message>
        <source>seconds without anybody before the webcam is released</source>
        <translation>쓰는 곳이 없어진 뒤 웹캠을 끄기까지의 시간(초)</translation>
    </message>
    <message>
        <source>how strongly the room is blurred</source>
        <translation>방을 흐리게 하는 정도</translation>
    </message>
    <message>
        <source>whether the blur is stronger towards the top</source>
        <translation>흐림을 위쪽으로 갈수록 강하게 할지 여부</translation>
    </message>
    <message>
        <source>your own backgrounds in the gallery</source>
        <translation>갤러리에 있는 내 배경</translation>
    </message>
    <message>
        <source>the backgrounds that were chosen last, the latest first</source>
        <translation>최근에 고른 배경. 가장 최근 것이 먼저</translation>
    </message>
    <message>
        <source>show the preview as a mirror; the call is not changed</source>
        <translation>미리 보기를 거울처럼 보여 줍니다. 통화 화면은 바뀌지 않습니다</translation>
    </message>
    <message>
        <source>show rates and times over the preview</source>
        <translation>미리 보기 위에 속도와 시간을 표시합니다</translation>
    </message>
    <message>
        <source>start in the tray, without the window</source>
        <translation>창 없이 트레이에서 시작합니다</translation>
    </message>
    <message>
        <source>pause the camera while the screen is locked</source>
        <translation>화면이 잠겨 있는 동안 카메라를 일시 중지합니다</translation>
    </message>
    <message>
        <source>language of the program</source>
        <translation>프로그램의 언어</translation>
    </message>
    <message>
        <source>whether the first-run guide was completed or skipped</source>
        <translation>시작 안내를 마쳤거나 건너뛰었는지 여부</translation>
    </message>
    <message>
        <source>whether it was said that closing the window goes on in the tray</source>
        <translation>창을 닫아도 트레이에서 계속된다고 알렸는지 여부</translation>
    </message>
    <message>
        <source>whether showing the room was confirmed once</source>
        <translation>방을 보여 주는 것을 한 번 확인했는지 여부</translation>
    </message>
    <message>
        <source> (did you mean &quot;{word}&quot;?)</source>
        <translation> (혹시 &quot;{word}&quot;인가요?)</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is no {what}{hint}; choose one of {known}</source>
        <translation>&quot;{text}&quot;은(는) 쓸 수 없는 {what}입니다{hint}. 다음 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>{kind} needs {what}, such as {example}</source>
        <translation>{kind}에는 {what}이(가) 필요합니다. 예: {example}</translation>
    </message>
    <message>
        <source>{kind} takes nothing after it; leave out &quot;:{rest}&quot;</source>
        <translation>{kind} 뒤에는 아무것도 붙이지 않습니다. &quot;:{rest}&quot;을(를) 빼세요</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is no size; write it as width x height, such as 1280x720</source>
        <translation>&quot;{text}&quot;은(는) 크기가 아닙니다. 1280x720처럼 너비 x 높이로 적으세요</translation>
    </message>
    <message>
        <source>{width}x{height} has an odd side, which video cannot have; use {even}</source>
        <translation>{width}x{height}에 홀수인 변이 있습니다. 동영상은 짝수여야 하므로 {even}을(를) 사용하세요</translation>
    </message>
    <message>
        <source>{width}x{height} is no size for a camera; use {low}x{low} to {high}, such as 1280x720</source>
        <translation>{width}x{height}은(는) 카메라에 쓸 수 없는 크기입니다. 1280x720처럼 {low}x{low}에서 {high} 사이를 사용하세요</translation>
    </message>
    <message>
        <source>it does not say its version</source>
        <translation>버전이 적혀 있지 않습니다</translation>
    </message>
    <message>
        <source>it is of a newer version of Backdrop ({version})</source>
        <translation>더 새로운 버전의 Backdrop({version})에서 만든 파일입니다</translation>
    </message>
    <message>
        <source>the settings were not stored: {line} is no Unicode text; rename that file and choose it again</source>
        <translation>설정을 저장하지 못했습니다. {line}은(는) 유니코드 텍스트가 아닙니다. 그 파일의 이름을 바꾸고 다시 고르세요</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>파일이 아닙니다</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>너무 큽니다</translation>
    </message>
    <message>
        <source>the stored settings cannot be used ({reason}), so the defaults are; yours are kept in {path}</source>
        <translation>저장된 설정을 사용할 수 없어({reason}) 기본값을 사용합니다. 기존 설정은 {path}에 보관했습니다</translation>
    </message>
    <message>
        <source>{path} is no model file; choose a .tflite file, an .onnx file, or the folder of a TensorFlow.js model</source>
        <translation>{path}은(는) 모델 파일이 아닙니다. .tflite 파일, .onnx 파일 또는 TensorFlow.js 모델의 폴더를 고르세요</translation>
    </message>
    <message>
        <source>{path} has no model*.json, so it is no TensorFlow.js model; choose another folder, or a file</source>
        <translation>{path}에 model*.json이 없으므로 TensorFlow.js 모델이 아닙니다. 다른 폴더나 파일을 고르세요</translation>
    </message>
    <message>
        <source>{path} has several models; name one of them: {files}</source>
        <translation>{path}에 모델이 여러 개 있습니다. 하나를 지정하세요: {files}</translation>
    </message>
    <message>
        <source>{path} is larger than {limit} MB; choose a smaller model</source>
        <translation>{path}이(가) {limit} MB보다 큽니다. 더 작은 모델을 선택하세요</translation>
    </message>
    <message>
        <source>{label} delivers no pictures at present</source>
        <translation>{label}에서 지금 영상이 들어오지 않습니다</translation>
    </message>
    <message>
        <source>{path} is read and would be written over; name another place for what is written</source>
        <translation>{path}은(는) 읽을 파일인데 덮어쓰게 됩니다. 저장할 다른 위치를 지정하세요</translation>
    </message>
    <message>
        <source>{path} would be written twice; name different places for results, mattes and statistics</source>
        <translation>{path}에 두 번 쓰게 됩니다. 결과, 매트, 통계를 저장할 위치를 서로 다르게 지정하세요</translation>
    </message>
    <message>
        <source>{path} would have to be a file and a folder; name different places for results, mattes and statistics</source>
        <translation>{path}이(가) 파일이면서 폴더여야 합니다. 결과, 매트, 통계를 저장할 위치를 서로 다르게 지정하세요</translation>
    </message>
    <message>
        <source>Backdrop is still starting; try again in a moment</source>
        <translation>Backdrop을 아직 시작하는 중입니다. 잠시 후 다시 시도하세요</translation>
    </message>
    <message>
        <source>Backdrop is quitting</source>
        <translation>Backdrop을 종료하는 중입니다</translation>
    </message>
    <message>
        <source>no model&apos;s id is like {pattern}; `backdrop models list` shows all</source>
        <translation>ID가 {pattern}에 맞는 모델이 없습니다. `backdrop models list`로 모두 볼 수 있습니다</translation>
    </message>
    <message>
        <source>MODEL</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>ENGINE</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>KERNELS</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>RUNTIME</source>
        <translation>런타임</translation>
    </message>
    <message>
        <source>VARIANT</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>THREADS</source>
        <translation>스레드</translation>
    </message>
    <message>
        <source>WEIGHTS</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>INPUT WIDTH</source>
        <translation>입력 너비</translation>
    </message>
    <message>
        <source>HEIGHT</source>
        <translation>높이</translation>
    </message>
    <message>
        <source>BYTES</source>
        <translation>바이트</translation>
    </message>
    <message>
        <source>FPS</source>
        <translation>FPS</translation>
    </message>
    <message>
        <source>INFERENCE ms</source>
        <translation>추론 ms</translation>
    </message>
    <message>
        <source>p99 ms</source>
        <translation>p99 ms</translation>
    </message>
    <message>
        <source>PREPARE ms</source>
        <translation>준비 ms</translation>
    </message>
    <message>
        <source>PIPELINE ms</source>
        <translation>파이프라인 ms</translation>
    </message>
    <message>
        <source>FRAMES</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>RENDERER</source>
        <translation>렌더러</translation>
    </message>
    <message>
        <source>{path} does not open the page that measures ({reason}); name another browser: --browser PATH</source>
        <translation>{path}이(가) 측정 페이지를 열지 못합니다({reason}). 다른 브라우저를 지정하세요: --browser PATH</translation>
    </message>
    <message>
        <source>{browser} is too old for the page that measures; name a newer one: --browser PATH</source>
        <translation>{browser}은(는) 측정 페이지를 실행하기에 너무 오래되었습니다. 더 새로운 브라우저를 지정하세요: --browser PATH</translation>
    </message>
    <message>
        <source>{name} (software)</source>
        <translation>{name}(소프트웨어)</translation>
    </message>
    <message>
        <source>the browser ran another build of the runtime ({names})</source>
        <translation>브라우저가 런타임의 다른 빌드를 실행했습니다({names})</translation>
    </message>
    <message>
        <source>not one picture was finished; give it more --seconds</source>
        <translation>완성된 사진이 하나도 없습니다. --seconds를 늘리세요</translation>
    </message>
    <message>
        <source>LOAD ms</source>
        <translation>로드 ms</translation>
    </message>
    <message>
        <source>MEDIAN ms</source>
        <translation>중앙값 ms</translation>
    </message>
    <message>
        <source>p95 ms</source>
        <translation>p95 ms</translation>
    </message>
    <message>
        <source>MIN ms</source>
        <translation>최소 ms</translation>
    </message>
    <message>
        <source>CPU ms</source>
        <translation>CPU ms</translation>
    </message>
    <message>
        <source>RUNS</source>
        <translation>횟수</translation>
    </message>
    <message>
        <source>gave no sign of life for {seconds:.0f} s</source>
        <translation>{seconds:.0f}초 동안 응답이 없음</translation>
    </message>
    <message>
        <source>crashed ({reason})</source>
        <translation>비정상 종료됨({reason})</translation>
    </message>
    <message>
        <source>ended with the exit code {code} ({reason})</source>
        <translation>종료 코드 {code}(으)로 끝남({reason})</translation>
    </message>
    <message>
        <source>{mask} is {mask_width}x{mask_height}, of another shape than {image} with {width}x{height}; give each picture a mask of its own shape</source>
        <translation>{mask}은(는) {mask_width}x{mask_height}이고 {image}은(는) {width}x{height}(이)라 비율이 다릅니다. 사진마다 비율이 같은 마스크를 준비하세요</translation>
    </message>
    <message>
        <source>rooms are put behind cut-outs, which need no masks; leave out --rooms or --masks</source>
        <translation>방 사진은 오려 낸 그림 뒤에 넣으며, 이때 마스크는 필요 없습니다. --rooms나 --masks를 빼세요</translation>
    </message>
    <message>
        <source>no mask in {masks} has the name of a picture in {images}; name a mask as its picture: a.jpg, a.png</source>
        <translation>{masks}에 {images}의 사진과 이름이 같은 마스크가 없습니다. 마스크 이름을 사진과 같게 하세요. 예: a.jpg, a.png</translation>
    </message>
    <message>
        <source>{path} is no folder; name the one that holds the pictures</source>
        <translation>{path}은(는) 폴더가 아닙니다. 사진이 있는 폴더를 지정하세요</translation>
    </message>
    <message>
        <source>{path} is no cut-out: nothing of it is transparent; name the folder of its masks with --masks</source>
        <translation>{path}은(는) 투명한 부분이 없어 오려 낸 그림이 아닙니다. --masks로 마스크가 있는 폴더를 지정하세요</translation>
    </message>
    <message>
        <source>PICTURES</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>MEAN IoU</source>
        <translation>평균 IoU</translation>
    </message>
    <message>
        <source>BOUNDARY F</source>
        <translation>경계 F</translation>
    </message>
    <message>
        <source>WORST TENTH&apos;S IoU</source>
        <translation>하위 10% IoU</translation>
    </message>
    <message>
        <source>LIKE A WEBCAM&apos;S</source>
        <translation>웹캠형</translation>
    </message>
    <message>
        <source>THEIR IoU</source>
        <translation>웹캠형 IoU</translation>
    </message>
    <message>
        <source>THEIR BOUNDARY F</source>
        <translation>웹캠형 경계 F</translation>
    </message>
    <message>
        <source>SOFT MATTES</source>
        <translation>연속 매트</translation>
    </message>
    <message>
        <source>SOFT ERROR ×1000</source>
        <translation>알파 오차 ×1000</translation>
    </message>
    <message>
        <source>AT THE EDGE ×1000</source>
        <translation>가장자리 ×1000</translation>
    </message>
    <message>
        <source>SLOPE ERROR ×10000</source>
        <translation>기울기 오차 ×10000</translation>
    </message>
    <message>
        <source>ms A PICTURE</source>
        <translation>사진당 ms</translation>
    </message>
    <message>
        <source>CPU ms A PICTURE</source>
        <translation>사진당 CPU ms</translation>
    </message>
    <message>
        <source>it needs more memory than it may have; choose a smaller model</source>
        <translation>허용된 것보다 많은 메모리가 필요합니다. 더 작은 모델을 고르세요</translation>
    </message>
    <message>
        <source>there is no model on this machine; run `backdrop models fetch {id}`</source>
        <translation>이 컴퓨터에 모델이 없습니다. `backdrop models fetch {id}`을(를) 실행하세요</translation>
    </message>
    <message>
        <source>Time the models alone. Median, 95th percentile and minimum, processor time, loading time, size of the files.

Each row is measured in a process of its own, on a picture of the drawn presenter. There is a row for every combination of what is given; what cannot run has a row that says why. Words of a list are separated by commas. Ctrl-C ends the measuring and shows the rows that are done.</source>
        <translation>모델만 따로 실행해 시간을 측정합니다. 중앙값, 95번째 백분위수, 최솟값, 프로세서 시간, 로드 시간, 파일 크기를 보여 줍니다.

각 행은 별도의 프로세스에서 가상 인물 사진으로 측정합니다. 지정한 값의 모든 조합이 한 행씩 나오며, 실행할 수 없는 조합은 그 이유를 보여 줍니다. 여러 값은 쉼표로 구분합니다. Ctrl-C를 누르면 측정을 끝내고 완료된 행을 보여 줍니다.</translation>
    </message>
    <message>
        <source>which models; * stands for anything; without it those on this machine, each network once</source>
        <translation>모델. *는 아무 글자나 뜻합니다. 지정하지 않으면 이 컴퓨터에 있는 모델을 신경망마다 하나씩</translation>
    </message>
    <message>
        <source>which engines; without it each model&apos;s default one</source>
        <translation>엔진. 지정하지 않으면 모델마다 기본 엔진</translation>
    </message>
    <message>
        <source>how many threads; without it one</source>
        <translation>스레드 수. 지정하지 않으면 하나</translation>
    </message>
    <message>
        <source>how the engine computes, see `backdrop run --help`; without it its default</source>
        <translation>엔진의 계산 방식. `backdrop run --help` 참고. 지정하지 않으면 엔진의 기본값</translation>
    </message>
    <message>
        <source>how finely BodyPix sees the picture, see `backdrop run --help`; other models have one size</source>
        <translation>BodyPix가 영상을 보는 해상도. `backdrop run --help` 참고. 다른 모델은 크기가 정해져 있습니다</translation>
    </message>
    <message>
        <source>or how many seconds a row, with at least five runs</source>
        <translation>또는 행마다 측정할 시간(초). 적어도 다섯 번 실행합니다</translation>
    </message>
    <message>
        <source>Speed of the models</source>
        <translation>모델의 속도</translation>
    </message>
    <message>
        <source>how many runs a row</source>
        <translation>행마다 실행할 횟수</translation>
    </message>
    <message>
        <source>write the table as CSV, with units in its first line; - is the terminal</source>
        <translation>표를 CSV로 저장합니다. 첫 줄에 단위가 있습니다. -는 터미널</translation>
    </message>
    <message>
        <source>write it as JSON, with a description of this machine</source>
        <translation>이 컴퓨터의 정보와 함께 JSON으로 저장합니다</translation>
    </message>
    <message>
        <source>write it as one page for a browser, with a chart and a description of this machine</source>
        <translation>차트와 이 컴퓨터의 정보를 담아 브라우저에서 볼 수 있는 한 페이지로 저장합니다</translation>
    </message>
    <message>
        <source>only one of {options} can be the terminal</source>
        <translation>{options} 중 하나만 터미널로 출력할 수 있습니다</translation>
    </message>
    <message>
        <source>Compare the models&apos; mattes with true ones. Mean IoU, boundary F (outlines within 3 pixels at a height of 480), and of soft mattes the mean error of alpha, over all of the picture and at the edge.

Give photographs and their masks, of the same names; a mask is grey, or a cut-out with an alpha channel. Or give the cut-outs alone: they are put into rooms. A picture is like a webcam&apos;s where the person is large and reaches to its lower edge. Ctrl-C shows the rows that are done.</source>
        <translation>모델의 매트를 정답 매트와 비교합니다. 평균 IoU, 경계 F(높이 480 기준 3픽셀 이내의 윤곽), 연속 매트에서는 사진 전체와 가장자리의 평균 알파 오차를 구합니다.

사진과 이름이 같은 마스크를 준비하세요. 마스크는 회색조이거나 알파 채널이 있는 오려 낸 그림입니다. 오려 낸 그림만 주면 방 사진에 넣어 비교합니다. 사람이 크고 아래쪽 가장자리까지 닿는 사진은 웹캠형으로 봅니다. Ctrl-C를 누르면 완료된 행을 보여 줍니다.</translation>
    </message>
    <message>
        <source>folder of pictures, or of cut-outs</source>
        <translation>사진 또는 오려 낸 그림의 폴더</translation>
    </message>
    <message>
        <source>folder of the pictures&apos; masks</source>
        <translation>사진의 마스크가 있는 폴더</translation>
    </message>
    <message>
        <source>folder of pictures to put the cut-outs into; without it the drawn presenter&apos;s room</source>
        <translation>오려 낸 그림을 넣을 방 사진의 폴더. 지정하지 않으면 가상 인물의 방</translation>
    </message>
    <message>
        <source>which models; * stands for anything; without it all that this machine can run</source>
        <translation>모델. *는 아무 글자나 뜻합니다. 지정하지 않으면 이 컴퓨터에서 실행할 수 있는 모든 모델</translation>
    </message>
    <message>
        <source>Quality of the mattes</source>
        <translation>매트의 품질</translation>
    </message>
    <message>
        <source>reading the pictures</source>
        <translation>사진을 읽는 중</translation>
    </message>
    <message>
        <source>{option} {word}{hint}: choose from {known}</source>
        <translation>{option} {word}{hint}: 다음 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>{option} {word}: choose numbers from {least} to {most}</source>
        <translation>{option} {word}: {least}에서 {most} 사이의 수를 고르세요</translation>
    </message>
    <message>
        <source>{option} names nothing; leave it out, or name something</source>
        <translation>{option}에 지정한 값이 없습니다. 값을 적거나 옵션을 빼세요</translation>
    </message>
    <message>
        <source>channels last (NHWC) or first (NCHW)</source>
        <translation>채널이 마지막(NHWC) 또는 처음(NCHW)</translation>
    </message>
    <message>
        <source>the order of the colours</source>
        <translation>색상 순서</translation>
    </message>
    <message>
        <source>what a channel&apos;s values, 0 to 255, become: 0..1, -1..1 or 0..255</source>
        <translation>0부터 255까지인 채널 값을 바꿀 범위. 0..1, -1..1 또는 0..255</translation>
    </message>
    <message>
        <source>which class is the background; others are the person</source>
        <translation>배경인 클래스의 번호. 나머지는 사람입니다</translation>
    </message>
    <message>
        <source>the probability from which a pixel is the person</source>
        <translation>픽셀을 사람으로 보는 최소 확률</translation>
    </message>
    <message>
        <source>the model&apos;s licence, for your own record</source>
        <translation>모델의 라이선스. 기록용입니다</translation>
    </message>
    <message>
        <source>Add a model of your own. FILE is a .tflite or .onnx file, or the folder of a TensorFlow.js model. It is first tried on the drawn presenter, in a process of its own with limits of time and memory. That finds out what it takes and gives; where it cannot, it names the option to add.</source>
        <translation>내 모델을 추가합니다. FILE은 .tflite나 .onnx 파일, 또는 TensorFlow.js 모델의 폴더입니다. 먼저 시간과 메모리를 제한한 별도의 프로세스에서 가상 인물로 시험합니다. 이때 모델의 입력과 출력을 알아내고, 알아내지 못하면 필요한 옵션을 알려 줍니다.</translation>
    </message>
    <message>
        <source>the ID it gets; without it the file&apos;s name</source>
        <translation>모델에 붙일 ID. 지정하지 않으면 파일 이름</translation>
    </message>
    <message>
        <source>size of its picture, where the file leaves that open</source>
        <translation>입력 영상의 크기. 파일에 정해져 있지 않을 때</translation>
    </message>
    <message>
        <source>what is then subtracted from each channel</source>
        <translation>그다음 각 채널에서 뺄 값</translation>
    </message>
    <message>
        <source>what each channel is then divided by</source>
        <translation>그다음 각 채널을 나눌 값</translation>
    </message>
    <message>
        <source>what its answer holds</source>
        <translation>출력에 담긴 값</translation>
    </message>
    <message>
        <source>which class is the person, counted from 0</source>
        <translation>사람인 클래스의 번호. 0부터 셉니다</translation>
    </message>
    <message>
        <source>Add it even if it does not find the presenter.</source>
        <translation>가상 인물을 찾지 못해도 추가합니다.</translation>
    </message>
    <message>
        <source>trying the model on the drawn presenter ...</source>
        <translation>가상 인물로 모델을 시험하는 중 ...</translation>
    </message>
    <message>
        <source>any size (here {size})</source>
        <translation>모든 크기(여기서는 {size})</translation>
    </message>
    <message>
        <source>class {index} is the person</source>
        <translation>사람은 클래스 {index}</translation>
    </message>
    <message>
        <source>class {index} is the background</source>
        <translation>배경은 클래스 {index}</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>IoU {iou:.2f} on the drawn presenter, {poor:.2f} in poor light</source>
        <translation>가상 인물에서 IoU {iou:.2f}, 어두운 조명에서 {poor:.2f}</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>{ms:.1f} ms a picture on this machine, with one thread</source>
        <translation>이 컴퓨터에서 스레드 하나로 영상당 {ms:.1f} ms</translation>
    </message>
    <message>
        <source>{id} is added ({size}); use it with: backdrop run --model {id}</source>
        <translation>{id}을(를) 추가했습니다({size}). 사용하려면: backdrop run --model {id}</translation>
    </message>
    <message>
        <source>Tell all that is known of a model. What it takes and gives, its licence, where it is and where it comes from.</source>
        <translation>모델 하나의 모든 정보를 보여 줍니다. 입력과 출력, 라이선스, 위치, 출처가 나옵니다.</translation>
    </message>
    <message>
        <source>Print it as JSON, for other programs.</source>
        <translation>다른 프로그램이 쓸 수 있도록 JSON으로 출력합니다.</translation>
    </message>
    <message>
        <source>here</source>
        <translation>있음</translation>
    </message>
    <message>
        <source>the browser here</source>
        <translation>이 컴퓨터의 브라우저</translation>
    </message>
    <message>
        <source>Finished pictures a second</source>
        <translation>초당 완성된 영상</translation>
    </message>
    <message>
        <source>Time of one inference: median, and up to 95 % and 99 % of them</source>
        <translation>추론 한 번의 시간: 중앙값과 95 %, 99 % 지점</translation>
    </message>
    <message>
        <source>Size against speed</source>
        <translation>크기와 속도</translation>
    </message>
    <message>
        <source>Quality against speed</source>
        <translation>품질과 속도</translation>
    </message>
    <message>
        <source>{count} threads</source>
        <translation>스레드 {count}개</translation>
    </message>
    <message>
        <source>frames a second</source>
        <translation>초당 프레임</translation>
    </message>
    <message>
        <source>one after the other</source>
        <translation>한 장씩 차례로</translation>
    </message>
    <message>
        <source>live, camera of 30</source>
        <translation>실시간, 초당 30장 카메라</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <translation>밀리초</translation>
    </message>
    <message>
        <source>the paper&apos;s machine</source>
        <translation>논문의 컴퓨터</translation>
    </message>
    <message>
        <source>size of the files, MB</source>
        <translation>파일 크기, MB</translation>
    </message>
    <message>
        <source>mean IoU on photographs</source>
        <translation>사진에서의 평균 IoU</translation>
    </message>
    <message>
        <source>inference, ms</source>
        <translation>추론, ms</translation>
    </message>
    <message>
        <source>where</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>runs on</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>takes</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>gives</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>품질</translation>
    </message>
    <message>
        <source>mean IoU {quality:.2f}</source>
        <translation>평균 IoU {quality:.2f}</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>{engine} (not installed)</source>
        <translation>{engine}(설치 안 됨)</translation>
    </message>
    <message>
        <source>pictures of any size</source>
        <translation>모든 크기의 영상</translation>
    </message>
    <message>
        <source>, class {index} is the background</source>
        <translation>, 배경은 클래스 {index}</translation>
    </message>
    <message>
        <source>, class {index} is the person</source>
        <translation>, 사람은 클래스 {index}</translation>
    </message>
    <message>
        <source>the person from {threshold:g} on</source>
        <translation>{threshold:g}부터 사람</translation>
    </message>
    <message>
        <source>comes from</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>trust</source>
        <translation>신뢰</translation>
    </message>
    <message>
        <source>where its own files are not here, from the weights of {base}</source>
        <translation>자체 파일이 없으면 {base}의 가중치로 만듭니다</translation>
    </message>
    <message>
        <source>hashes of its files were not all published: they are only as trustworthy as the connection that first brought them; later downloads must match those</source>
        <translation>모든 파일의 해시가 공개되어 있지는 않습니다. 처음 내려받은 연결만큼만 믿을 수 있으며, 다음에 내려받는 파일은 처음 것과 같아야 합니다</translation>
    </message>
    <message>
        <source>made from</source>
        <translation>대체</translation>
    </message>
    <message>
        <source>List all known models by family. Shows their size and licence, what runs them, and whether each is on this machine. Your own models come last.</source>
        <translation>알려진 모든 모델을 계열별로 나열합니다. 크기와 라이선스, 실행하는 엔진, 이 컴퓨터에 있는지를 보여 줍니다. 내 모델은 마지막에 나옵니다.</translation>
    </message>
    <message>
        <source>Print all that is known of each as JSON.</source>
        <translation>모델마다 모든 정보를 JSON으로 출력합니다.</translation>
    </message>
    <message>
        <source>Your own models</source>
        <translation>내 모델</translation>
    </message>
    <message>
        <source>licence {licence}</source>
        <translation>라이선스 {licence}</translation>
    </message>
    <message>
        <source>run by {engines}</source>
        <translation>엔진 {engines}</translation>
    </message>
    <message>
        <source>not installed: {engines}</source>
        <translation>설치 안 됨: {engines}</translation>
    </message>
    <message>
        <source>{word}: its own file is not here; the same network is made from another&apos;s weights</source>
        <translation>{word}: 자체 파일은 없지만, 다른 모델의 가중치로 같은 신경망을 만듭니다</translation>
    </message>
    <message>
        <source>{word}: its own file is not here; it is made from another&apos;s weights, quantised again</source>
        <translation>{word}: 자체 파일은 없지만, 다른 모델의 가중치를 다시 양자화해 만듭니다</translation>
    </message>
    <message>
        <source>The default is {id}. `backdrop models info ID` tells more of a model, `backdrop models fetch ID` brings it to this machine.</source>
        <translation>기본 모델은 {id}입니다. `backdrop models info ID`로 모델의 정보를 보고, `backdrop models fetch ID`로 내려받습니다.</translation>
    </message>
    <message>
        <source>Delete models from this machine. What was fetched of them is deleted, and what was made from it. A model of your own is deleted for good; the file that you added it from stays. Folders that BACKDROP_MODEL_PATH names are not touched.</source>
        <translation>이 컴퓨터에서 모델을 삭제합니다. 내려받은 파일과 그것으로 만든 파일을 삭제합니다. 내 모델은 완전히 삭제되지만, 추가할 때 쓴 파일은 그대로 남습니다. BACKDROP_MODEL_PATH가 가리키는 폴더는 건드리지 않습니다.</translation>
    </message>
    <message>
        <source>Also forget the hashes of what was first fetched, where none were published; another file may then come.</source>
        <translation>공개된 해시가 없어 기억해 둔 해시도 잊습니다. 그러면 다음에는 다른 파일을 받을 수도 있습니다.</translation>
    </message>
    <message>
        <source>{id}: deleted, {size} freed</source>
        <translation>{id}: 삭제함, {size} 확보</translation>
    </message>
    <message>
        <source>{id}: deleted</source>
        <translation>{id}: 삭제함</translation>
    </message>
    <message>
        <source>{id}: Backdrop&apos;s own folder holds nothing of it</source>
        <translation>{id}: Backdrop의 폴더에 이 모델의 파일이 없습니다</translation>
    </message>
    <message>
        <source>{id}: what its address first sent is forgotten</source>
        <translation>{id}: 처음 받은 파일의 해시를 잊었습니다</translation>
    </message>
    <message>
        <source>{id}: a copy stays at {path}, in a folder that {variable} names</source>
        <translation>{id}: {variable}이(가) 가리키는 폴더의 {path}에 사본이 남아 있습니다</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>손상됨</translation>
    </message>
    <message>
        <source>re-quantised</source>
        <translation>재양자화</translation>
    </message>
    <message>
        <source>made here</source>
        <translation>여기서 만듦</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>not here; re-quantised from the weights of {base}</source>
        <translation>없음. {base}의 가중치를 다시 양자화해 씁니다</translation>
    </message>
    <message>
        <source>not here; made from the weights of {base}</source>
        <translation>없음. {base}의 가중치로 만들어 씁니다</translation>
    </message>
    <message>
        <source>not here; {remedy}</source>
        <translation>없음. {remedy}</translation>
    </message>
    <message>
        <source>What was chosen automatically</source>
        <translation>자동으로 고른 모델</translation>
    </message>
    <message>
        <source>Uses the best model on this machine that leaves half of the time between two frames free.</source>
        <translation>이 컴퓨터의 모델 가운데 처리 시간이 프레임 간격의 절반을 넘지 않는 가장 좋은 모델을 씁니다.</translation>
    </message>
    <message>
        <source>In use: {model}.</source>
        <translation>사용 중: {model}.</translation>
    </message>
    <message>
        <source>Low (¼)</source>
        <translation>낮음(¼)</translation>
    </message>
    <message>
        <source>Medium (½)</source>
        <translation>보통(½)</translation>
    </message>
    <message>
        <source>High (¾)</source>
        <translation>높음(¾)</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>32-bit (as trained)</source>
        <translation>32비트(학습된 그대로)</translation>
    </message>
    <message>
        <source>16-bit</source>
        <translation>16비트</translation>
    </message>
    <message>
        <source>8-bit (smallest)</source>
        <translation>8비트(가장 작음)</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>스트라이드</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Internal resolution</source>
        <translation>내부 해상도</translation>
    </message>
    <message>
        <source>{stride} (finest)</source>
        <translation>{stride}(가장 세밀함)</translation>
    </message>
    <message>
        <source>{stride} (fastest)</source>
        <translation>{stride}(가장 빠름)</translation>
    </message>
    <message>
        <source>More models</source>
        <translation>다른 모델</translation>
    </message>
    <message>
        <source>Other networks, for comparison.</source>
        <translation>비교해 볼 수 있는 다른 신경망입니다.</translation>
    </message>
    <message>
        <source>Add a model of your own…</source>
        <translation>내 모델 추가…</translation>
    </message>
    <message>
        <source>Trying the model out</source>
        <translation>모델을 시험하는 중</translation>
    </message>
    <message>
        <source>Cancel the trial of the model</source>
        <translation>모델 시험 취소</translation>
    </message>
    <message>
        <source>A .tflite or .onnx file, or the model.json of a TensorFlow.js model. It is tried out safely first.</source>
        <translation>.tflite나 .onnx 파일, 또는 TensorFlow.js 모델의 model.json입니다. 먼저 안전하게 시험합니다.</translation>
    </message>
    <message>
        <source>Add a model of your own</source>
        <translation>내 모델 추가</translation>
    </message>
    <message>
        <source>Models (*.tflite *.onnx *.json)</source>
        <translation>모델(*.tflite *.onnx *.json)</translation>
    </message>
    <message>
        <source>{title} was added: it answers {kind}. IoU {iou:.2f} on the drawn presenter, {ms:.1f} ms a frame.</source>
        <translation>{title} 모델을 추가했습니다. 출력은 {kind}입니다. 가상 인물에서 IoU {iou:.2f}, 프레임당 {ms:.1f} ms입니다.</translation>
    </message>
    <message>
        <source>Models of your own</source>
        <translation>내 모델</translation>
    </message>
    <message>
        <source>Remove {model}?</source>
        <translation>{model}을(를) 제거합니까?</translation>
    </message>
    <message>
        <source>Backdrop&apos;s copy of it is deleted. The file that you added stays where it is.</source>
        <translation>Backdrop이 보관하는 사본을 지웁니다. 추가할 때 쓴 파일은 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>유지</translation>
    </message>
    <message>
        <source>NHWC: channels last</source>
        <translation>NHWC: 채널이 마지막</translation>
    </message>
    <message>
        <source>NCHW: channels first</source>
        <translation>NCHW: 채널이 처음</translation>
    </message>
    <message>
        <source>Alpha of the person</source>
        <translation>사람의 알파</translation>
    </message>
    <message>
        <source>Logits of classes</source>
        <translation>클래스별 로짓</translation>
    </message>
    <message>
        <source>Probabilities of classes</source>
        <translation>클래스별 확률</translation>
    </message>
    <message>
        <source>Logits at a stride (BodyPix)</source>
        <translation>스트라이드 로짓(BodyPix)</translation>
    </message>
    <message>
        <source>About {name}</source>
        <translation>{name} 정보</translation>
    </message>
    <message>
        <source>width x height, such as 256x144</source>
        <translation>너비x높이, 예: 256x144</translation>
    </message>
    <message>
        <source>Found automatically</source>
        <translation>자동으로 알아냄</translation>
    </message>
    <message>
        <source>Named after its file</source>
        <translation>파일 이름대로</translation>
    </message>
    <message>
        <source>Add it even if it finds nobody</source>
        <translation>사람을 찾지 못해도 추가</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시험</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Size of its picture</source>
        <translation>입력 영상의 크기</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>배열</translation>
    </message>
    <message>
        <source>Order of the colours</source>
        <translation>색상 순서</translation>
    </message>
    <message>
        <source>Range of a channel</source>
        <translation>채널 값의 범위</translation>
    </message>
    <message>
        <source>Its answer</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Class of the person</source>
        <translation>사람의 클래스</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>임계값</translation>
    </message>
    <message>
        <source>The model&apos;s publisher states these values. What you leave open is found automatically.</source>
        <translation>모델을 배포한 곳에서 알려 주는 값입니다. 비워 두면 자동으로 알아냅니다.</translation>
    </message>
    <message>
        <source>changed back to {model}: there is time for it again</source>
        <translation>{model}(으)로 되돌렸습니다. 다시 여유가 있습니다</translation>
    </message>
    <message>
        <source>changed to {model}: with {previous} a picture took {ms:.0f} of {there_are:.0f} ms</source>
        <translation>{model}(으)로 바꿨습니다. {previous}은(는) 영상당 {there_are:.0f} ms 중 {ms:.0f} ms가 걸렸습니다</translation>
    </message>
    <message>
        <source>{model} was chosen: a picture takes {ms:.0f} of {there_are:.0f} ms</source>
        <translation>{model}을(를) 골랐습니다. 영상당 {there_are:.0f} ms 중 {ms:.0f} ms가 걸립니다</translation>
    </message>
    <message>
        <source>{model} was chosen, the fastest here: a picture takes {ms:.0f} of {there_are:.0f} ms</source>
        <translation>이 컴퓨터에서 가장 빠른 {model}을(를) 골랐습니다. 영상당 {there_are:.0f} ms 중 {ms:.0f} ms가 걸립니다</translation>
    </message>
    <message>
        <source>{reason}; add the model with that: backdrop models add {path} …</source>
        <translation>{reason}. 그 옵션을 붙여 모델을 추가하세요: backdrop models add {path} …</translation>
    </message>
    <message>
        <source>{engine} is installed, but does not load here: {reason}; choose another engine</source>
        <translation>{engine}이(가) 설치되어 있지만 불러올 수 없습니다: {reason}. 다른 엔진을 고르세요</translation>
    </message>
    <message>
        <source>there is no engine {name!r}{hint}; choose one of {known}</source>
        <translation>엔진 {name!r}이(가) 없습니다{hint}. 다음 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>the engine {name} does not exist for this system and Python; leave out --engine</source>
        <translation>이 시스템과 Python에는 엔진 {name}이(가) 없습니다. --engine을 빼세요</translation>
    </message>
    <message>
        <source>the engine {name} is not installed here; install it with: pip install &apos;backdrop[{extra}]&apos;</source>
        <translation>엔진 {name}이(가) 설치되어 있지 않습니다. 다음으로 설치하세요: pip install &apos;backdrop[{extra}]&apos;</translation>
    </message>
    <message>
        <source>{engine} does not run {model}, a file of the format {format}; use {able}</source>
        <translation>{engine}은(는) {format} 형식의 {model}을(를) 실행하지 못합니다. {able}을(를) 사용하세요</translation>
    </message>
    <message>
        <source>{name} does not let one set its threads; leave out --threads</source>
        <translation>{name}은(는) 스레드 수를 정할 수 없습니다. --threads를 빼세요</translation>
    </message>
    <message>
        <source>{name} has no choice of kernels; leave out --kernels</source>
        <translation>{name}은(는) 커널을 고를 수 없습니다. --kernels를 빼세요</translation>
    </message>
    <message>
        <source>{name} has no {kernels} kernels; choose one of {known}</source>
        <translation>{name}에는 {kernels} 커널이 없습니다. 다음 중에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>MediaPipe does not run {id}: its tensors are not laid out as it wants them; choose another engine</source>
        <translation>MediaPipe는 {id}을(를) 실행하지 못합니다. 텐서의 배열이 맞지 않습니다. 다른 엔진을 고르세요</translation>
    </message>
    <message>
        <source>MediaPipe does not run {id}: its outer cells do not lie on the picture&apos;s rim; choose another engine</source>
        <translation>MediaPipe는 {id}을(를) 실행하지 못합니다. 바깥쪽 칸이 영상의 가장자리에 놓이지 않습니다. 다른 엔진을 고르세요</translation>
    </message>
    <message>
        <source>the model file is damaged: it cannot be read as .onnx</source>
        <translation>모델 파일이 손상되었습니다. .onnx로 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>the .onnx file keeps weights in other files; save it as one file, and add that</source>
        <translation>.onnx 파일의 가중치가 다른 파일에 있습니다. 파일 하나로 저장해 추가하세요</translation>
    </message>
    <message>
        <source>{id} always sees {width}x{height} pixels; leave out --internal-resolution</source>
        <translation>{id}은(는) 항상 {width}x{height}픽셀을 봅니다. --internal-resolution을 빼세요</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is no internal resolution; choose one of {known}, or a size such as 641x361</source>
        <translation>&quot;{text}&quot;은(는) 내부 해상도가 아닙니다. {known} 중 하나나 641x361 같은 크기를 고르세요</translation>
    </message>
    <message>
        <source>the internal resolution {width}x{height} cannot be used; choose {least} to {most} pixels a side</source>
        <translation>내부 해상도 {width}x{height}은(는) 쓸 수 없습니다. 각 변을 {least}픽셀에서 {most}픽셀 사이로 고르세요</translation>
    </message>
    <message>
        <source>{path}: what was found out about it cannot be right ({field}: {reason}); choose another model</source>
        <translation>{path}: 모델에서 알아낸 값이 올바르지 않습니다({field}: {reason}). 다른 모델을 고르세요</translation>
    </message>
    <message>
        <source>&quot;{id}&quot; is no name for a model: use small letters, digits and dashes, such as --{option} {example}</source>
        <translation>&quot;{id}&quot;은(는) 모델 이름으로 쓸 수 없습니다. 소문자, 숫자, 붙임표만 사용하세요. 예: --{option} {example}</translation>
    </message>
    <message>
        <source>it does not find the drawn presenter (IoU {iou:.2f}, with {numbers} --colour {colour}); if it was trained with other numbers, give them (--range, --mean, --std, --colour), or add it with --force</source>
        <translation>가상 인물을 찾지 못합니다(IoU {iou:.2f}, {numbers} --colour {colour}). 다른 값으로 학습했다면 그 값을 지정하거나(--range, --mean, --std, --colour) --force를 붙여 추가하세요</translation>
    </message>
    <message>
        <source>it answers one value a pixel; leave out --person-class and --background-class</source>
        <translation>픽셀마다 값 하나를 출력합니다. --person-class와 --background-class를 빼세요</translation>
    </message>
    <message>
        <source>there is no class {index}: it answers {classes}, counted from 0</source>
        <translation>클래스 {index}이(가) 없습니다. 클래스는 {classes}개이며 0부터 셉니다</translation>
    </message>
    <message>
        <source>it finds people with several ranges of numbers; give the one it was trained with: {possible}</source>
        <translation>여러 값 범위에서 사람을 찾습니다. 학습할 때 쓴 범위를 지정하세요: {possible}</translation>
    </message>
    <message>
        <source>it answers {classes} values a pixel: --{option} can be {known}</source>
        <translation>픽셀마다 값 {classes}개를 출력합니다. --{option}에 쓸 수 있는 값: {known}</translation>
    </message>
    <message>
        <source>it answers {shape} values for a picture of {size}: cells that are no whole number of pixels apart</source>
        <translation>{size} 영상에 {shape}개의 값을 출력해 칸 간격이 정수 픽셀이 아닙니다</translation>
    </message>
    <message>
        <source>it answers {shape} for a picture of {width}x{height}: no matte of it; choose another model</source>
        <translation>{width}x{height} 영상에 {shape}을(를) 출력하는데 매트가 아닙니다. 다른 모델을 고르세요</translation>
    </message>
    <message>
        <source>a TensorFlow.js model takes any size, channels last; leave out --size and --layout</source>
        <translation>TensorFlow.js 모델은 모든 크기를 받고 채널이 마지막입니다. --size와 --layout을 빼세요</translation>
    </message>
    <message>
        <source>--{option} is none of these: {known}</source>
        <translation>--{option}에는 다음만 쓸 수 있습니다: {known}</translation>
    </message>
    <message>
        <source>give --person-class or --background-class, not both</source>
        <translation>--person-class와 --background-class 중 하나만 지정하세요</translation>
    </message>
    <message>
        <source>{index} is no number of a class; classes are counted from 0</source>
        <translation>{index}은(는) 클래스 번호가 아닙니다. 클래스는 0부터 셉니다</translation>
    </message>
    <message>
        <source>--threshold is a probability: choose a number between 0 and 1, such as 0.5</source>
        <translation>--threshold는 확률입니다. 0.5처럼 0과 1 사이의 수를 고르세요</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is no size for a network; write width x height, such as 256x144, up to {most} a side</source>
        <translation>&quot;{text}&quot;은(는) 신경망에 쓸 수 없는 크기입니다. 256x144처럼 너비 x 높이로 적으세요. 각 변은 {most} 이하여야 합니다</translation>
    </message>
    <message>
        <source>--mean and --std apply to a range; give --range too, such as --range 0..1</source>
        <translation>--mean과 --std는 값 범위에 적용합니다. --range 0..1처럼 --range도 지정하세요</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is no range; write it as 0..1, -1..1 or 0..255</source>
        <translation>&quot;{text}&quot;은(는) 범위가 아닙니다. 0..1, -1..1 또는 0..255로 적으세요</translation>
    </message>
    <message>
        <source>--{option} needs three numbers with commas between, such as {example}</source>
        <translation>--{option}에는 쉼표로 구분한 수 세 개가 필요합니다. 예: {example}</translation>
    </message>
    <message>
        <source>{path}: it was not done within {seconds:.0f} s; choose a smaller model</source>
        <translation>{path}: {seconds:.0f}초 안에 끝나지 않았습니다. 더 작은 모델을 고르세요</translation>
    </message>
    <message>
        <source>{path}: it needs more than {megabytes} MB of memory; choose a smaller model</source>
        <translation>{path}: {megabytes} MB보다 많은 메모리가 필요합니다. 더 작은 모델을 고르세요</translation>
    </message>
    <message>
        <source>{path}: the process that tried it crashed ({code}); the file is damaged or needs too much memory</source>
        <translation>{path}: 모델을 시험하던 프로세스가 비정상 종료되었습니다({code}). 파일이 손상되었거나 메모리가 너무 많이 필요합니다</translation>
    </message>
    <message>
        <source>{path}: {told}</source>
        <translation>{path}: {told}</translation>
    </message>
    <message>
        <source>{path} changed while it was tried; try again</source>
        <translation>시험하는 동안 {path}이(가) 바뀌었습니다. 다시 시도하세요</translation>
    </message>
    <message>
        <source>it cannot be read by {engine}: {reason}</source>
        <translation>{engine}에서 읽을 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>it takes {inputs} inputs and gives {outputs} answers; only models from one picture to a matte will do</source>
        <translation>입력 {inputs}개를 받아 출력 {outputs}개를 냅니다. 영상 하나에서 매트를 구하는 모델만 사용할 수 있습니다</translation>
    </message>
    <message>
        <source>it takes {shape}; only models that take one picture of three channels can be used</source>
        <translation>{shape}을(를) 받습니다. 채널이 세 개인 영상 하나를 받는 모델만 사용할 수 있습니다</translation>
    </message>
    <message>
        <source>it takes pictures of any size ({shape}): give the one to use, such as --{option} 256x144</source>
        <translation>모든 크기의 영상을 받습니다({shape}). 사용할 크기를 지정하세요. 예: --{option} 256x144</translation>
    </message>
    <message>
        <source>it always takes {width}x{height} pixels; leave out --size</source>
        <translation>항상 {width}x{height}픽셀을 받습니다. --size를 빼세요</translation>
    </message>
    <message>
        <source>it takes {shape}; only pictures of up to {most} pixels a side can be used</source>
        <translation>{shape}을(를) 받습니다. 각 변이 {most}픽셀 이하인 영상만 사용할 수 있습니다</translation>
    </message>
    <message>
        <source>it takes {shape}, which can be read in two ways: give --{option} NHWC (channels last) or NCHW (first)</source>
        <translation>{shape}을(를) 받는데 두 가지로 해석할 수 있습니다. --{option}에 NHWC(채널이 마지막) 또는 NCHW(채널이 처음)를 지정하세요</translation>
    </message>
    <message>
        <source>there is a model {id} already; choose another name, such as --{option} {free}</source>
        <translation>모델 {id}이(가) 이미 있습니다. 다른 이름을 고르세요. 예: --{option} {free}</translation>
    </message>
    <message>
        <source>{path} is damaged, so nothing can be added to it ({reason}); mend it, or move it away</source>
        <translation>{path}이(가) 손상되어 추가할 수 없습니다({reason}). 파일을 고치거나 다른 곳으로 옮기세요</translation>
    </message>
    <message>
        <source>{path} cannot be deleted: {reason}; delete it yourself</source>
        <translation>{path}을(를) 삭제할 수 없습니다: {reason}. 직접 삭제하세요</translation>
    </message>
    <message>
        <source>this engine cannot run a model file of that form; leave out --engine and --kernels</source>
        <translation>이 엔진은 이런 형태의 모델 파일을 실행할 수 없습니다. --engine과 --kernels를 빼세요</translation>
    </message>
    <message>
        <source>the model file is damaged: it cannot be read as .tflite</source>
        <translation>모델 파일이 손상되었습니다. .tflite로 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>the model file is damaged: its op {op} is not as it should be</source>
        <translation>모델 파일이 손상되었습니다. 연산 {op}이(가) 올바르지 않습니다</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}; check its permissions, or {remedy}</source>
        <translation>{path}을(를) 읽을 수 없습니다: {reason}. 권한을 확인하거나 다음과 같이 하세요: {remedy}</translation>
    </message>
    <message>
        <source>run `backdrop models remove {id}` and add the model again</source>
        <translation>`backdrop models remove {id}`을(를) 실행한 뒤 모델을 다시 추가하세요</translation>
    </message>
    <message>
        <source>run `backdrop models fetch {id}`</source>
        <translation>`backdrop models fetch {id}`을(를) 실행하세요</translation>
    </message>
    <message>
        <source>run `backdrop models info {id}` to see how to come by it</source>
        <translation>`backdrop models info {id}`을(를) 실행해 구하는 방법을 확인하세요</translation>
    </message>
    <message>
        <source>the model {id} is not on this machine; {remedy}</source>
        <translation>모델 {id}이(가) 이 컴퓨터에 없습니다. {remedy}</translation>
    </message>
    <message>
        <source>{path} is a folder where the model&apos;s file belongs; delete it, then {remedy}</source>
        <translation>{path}은(는) 모델 파일이 있어야 할 자리에 있는 폴더입니다. 이 폴더를 삭제한 뒤 {remedy}</translation>
    </message>
    <message>
        <source>{path} is damaged: it is not the file known as {id}; {remedy}</source>
        <translation>{path}이(가) 손상되었습니다. {id}(으)로 알려진 파일이 아닙니다. {remedy}</translation>
    </message>
    <message>
        <source>{name} cannot take a picture of {width}×{height}; choose 1 to {limit} pixels a side</source>
        <translation>{name}은(는) {width}×{height} 영상을 받을 수 없습니다. 각 변을 1픽셀에서 {limit}픽셀 사이로 고르세요</translation>
    </message>
    <message>
        <source>{name} cannot take a picture of {width}×{height}: {node} would be {size}; choose another size</source>
        <translation>{name}은(는) {width}×{height} 영상을 받을 수 없습니다. {node}의 크기가 {size}이(가) 됩니다. 다른 크기를 고르세요</translation>
    </message>
    <message>
        <source>{name}: the model&apos;s JSON is larger than {limit} MB; choose a BodyPix model</source>
        <translation>{name}: 모델의 JSON이 {limit} MB보다 큽니다. BodyPix 모델을 고르세요</translation>
    </message>
    <message>
        <source>{name} is no TensorFlow.js graph model ({where}: {reason}); fetch it again or choose another</source>
        <translation>{name}은(는) TensorFlow.js 그래프 모델이 아닙니다({where}: {reason}). 다시 내려받거나 다른 모델을 고르세요</translation>
    </message>
    <message>
        <source>{name} has {count} inputs where one picture is expected; choose a BodyPix model</source>
        <translation>{name}은(는) 영상 하나가 아니라 입력 {count}개를 받습니다. BodyPix 모델을 고르세요</translation>
    </message>
    <message>
        <source>{name} has no output {output}; only BodyPix models can be converted</source>
        <translation>{name}에 출력 {output}이(가) 없습니다. BodyPix 모델만 변환할 수 있습니다</translation>
    </message>
    <message>
        <source>{name}: the graph lacks its node {node!r}; fetch the model again</source>
        <translation>{name}: 그래프에 노드 {node!r}이(가) 없습니다. 모델을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>{name}: {node} ({op}) is of a kind that BodyPix does not use; choose a BodyPix model</source>
        <translation>{name}: {node}({op})은(는) BodyPix에서 쓰지 않는 연산입니다. BodyPix 모델을 고르세요</translation>
    </message>
    <message>
        <source>{name}: what goes into {node} ({op}) does not fit it; fetch the model again</source>
        <translation>{name}: {node}({op})의 입력이 맞지 않습니다. 모델을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>{name}: {count} files cannot hold {bytes} bytes of weights; fetch the model&apos;s JSON again</source>
        <translation>{name}: 파일 {count}개에 가중치 {bytes}바이트가 들어갈 수 없습니다. 모델의 JSON을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>{name} names a file of weights {path!r}, which is no plain file name; choose another model</source>
        <translation>{name}에 적힌 가중치 파일 {path!r}은(는) 단순한 파일 이름이 아닙니다. 다른 모델을 고르세요</translation>
    </message>
    <message>
        <source>{name} names the same weights twice; fetch the model&apos;s JSON again</source>
        <translation>{name}에 같은 가중치가 두 번 적혀 있습니다. 모델의 JSON을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>{name} has more than {limit} MB of weights; choose a smaller model</source>
        <translation>{name}의 가중치가 {limit} MB보다 큽니다. 더 작은 모델을 고르세요</translation>
    </message>
    <message>
        <source>{name}: the weights {path} are missing; put them beside the model&apos;s JSON or fetch the model again</source>
        <translation>{name}: 가중치 {path}이(가) 없습니다. 모델의 JSON과 같은 폴더에 넣거나 모델을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>{name}: {path} should hold {due} bytes of weights but holds {found}; fetch the model again</source>
        <translation>{name}: {path}에 가중치 {due}바이트가 있어야 하는데 {found}바이트가 있습니다. 모델을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>{name}: the weights {weight} are not finite numbers; fetch the model again</source>
        <translation>{name}: 가중치 {weight}에 유한하지 않은 수가 있습니다. 모델을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>{name}: {node} pads the picture in a way that BodyPix does not; fetch the model again</source>
        <translation>{name}: {node}의 패딩 방식이 BodyPix와 다릅니다. 모델을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>{name} cannot be run at output stride {stride}; choose one of: {possible}</source>
        <translation>{name}은(는) 출력 스트라이드 {stride}(으)로 실행할 수 없습니다. 다음 중에서 고르세요: {possible}</translation>
    </message>
    <message>
        <source>The models that find the person: list, fetch, verify and remove them, or add one of your own.</source>
        <translation>사람을 찾아내는 모델을 나열하고, 내려받고, 검증하고, 제거하거나 내 모델을 추가합니다.</translation>
    </message>
    <message>
        <source>as stated in Google&apos;s model card of MediaPipe Selfie Segmentation</source>
        <translation>Google의 MediaPipe Selfie Segmentation 모델 카드에 따름</translation>
    </message>
    <message>
        <source>as stated in Google&apos;s model card of MediaPipe Multiclass Segmentation; what the model takes and gives was read in its descriptions and not verified</source>
        <translation>Google의 MediaPipe Multiclass Segmentation 모델 카드에 따름. 모델의 입력과 출력은 설명을 따른 것이며 확인하지 않았습니다</translation>
    </message>
    <message>
        <source>Apache-2.0 according to Google&apos;s model card of October 2020, Google&apos;s terms of service according to a later one; Backdrop neither ships nor downloads it</source>
        <translation>Google의 2020년 10월 모델 카드에는 Apache-2.0, 이후의 모델 카드에는 Google 서비스 약관으로 되어 있습니다. Backdrop은 이 모델을 포함하지도 내려받지도 않습니다</translation>
    </message>
    <message>
        <source>as stated by TensorFlow, which publishes it</source>
        <translation>배포자인 TensorFlow의 표시에 따름</translation>
    </message>
    <message>
        <source>as stated in TensorFlow&apos;s repository of models for TensorFlow.js (body-pix)</source>
        <translation>TensorFlow의 TensorFlow.js 모델 저장소(body-pix)에 따름</translation>
    </message>
    <message>
        <source>the network is NAVER&apos;s (ext_portrait_segmentation, MIT); this form of it is published by OBS Background Removal, with the same licence beside it</source>
        <translation>신경망은 NAVER의 것입니다(ext_portrait_segmentation, MIT). 이 파일은 OBS Background Removal이 같은 라이선스로 배포합니다</translation>
    </message>
    <message>
        <source>Google offers no file of it to download, and its licence is disputed. If you have the file, put it into a folder that BACKDROP_MODEL_PATH names; it is recognised by its content, whatever it is called.</source>
        <translation>Google은 이 모델의 파일을 배포하지 않으며 라이선스에도 이견이 있습니다. 파일이 있다면 BACKDROP_MODEL_PATH가 가리키는 폴더에 넣으세요. 파일 이름과 관계없이 내용으로 알아봅니다.</translation>
    </message>
    <message>
        <source>disputed</source>
        <translation>이견 있음</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>FRAME</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>REFINEMENT</source>
        <translation>다듬기</translation>
    </message>
    <message>
        <source>PUBLISHED ms</source>
        <translation>원본 ms</translation>
    </message>
    <message>
        <source>NETWORK ms</source>
        <translation>신경망 ms</translation>
    </message>
    <message>
        <source>TABLE</source>
        <translation>표</translation>
    </message>
    <message>
        <source>FPS LIVE</source>
        <translation>실시간 FPS</translation>
    </message>
    <message>
        <source>CAPTURE ms</source>
        <translation>캡처 ms</translation>
    </message>
    <message>
        <source>SEGMENT ms</source>
        <translation>분할 ms</translation>
    </message>
    <message>
        <source>REFINE ms</source>
        <translation>다듬기 ms</translation>
    </message>
    <message>
        <source>PUBLISH ms</source>
        <translation>내보내기 ms</translation>
    </message>
    <message>
        <source>PEAK MB</source>
        <translation>최대 MB</translation>
    </message>
    <message>
        <source>PAPER MB</source>
        <translation>논문 MB</translation>
    </message>
    <message>
        <source>PAPER FPS</source>
        <translation>논문 FPS</translation>
    </message>
    <message>
        <source>PAPER ms</source>
        <translation>논문 ms</translation>
    </message>
    <message>
        <source>COMPOSITE ms</source>
        <translation>합성 ms</translation>
    </message>
    <message>
        <source>ALL ms</source>
        <translation>전체 ms</translation>
    </message>
    <message>
        <source>x PUBLISHED</source>
        <translation>원본의 배</translation>
    </message>
    <message>
        <source>x NETWORK</source>
        <translation>신경망의 배</translation>
    </message>
    <message>
        <source>REST ms/MP</source>
        <translation>나머지 ms/MP</translation>
    </message>
    <message>
        <source>WALL ms</source>
        <translation>경과 ms</translation>
    </message>
    <message>
        <source>Compare what a frame costs with what the network alone costs, at several sizes.

Processor time in milliseconds a frame; NETWORK is a single run of it, a part of SEGMENT, REST what is not NETWORK. PUBLISHED is what a run takes where the model&apos;s file is not rewritten to do less. Only WALL is the time that passes. Each row is measured in a process of its own. Ctrl-C ends the measuring and shows the rows that are done.</source>
        <translation>여러 크기에서 프레임 하나의 비용을 신경망만의 비용과 비교합니다.

값은 프레임당 프로세서 시간(밀리초)입니다. 신경망은 한 번의 실행으로 분할의 일부이고, 나머지는 신경망을 뺀 것입니다. 원본은 모델 파일을 일이 줄도록 고쳐 쓰지 않았을 때 한 번의 실행에 드는 시간입니다. 실제로 흐른 시간은 경과뿐입니다. 행마다 따로 프로세스를 띄워 측정합니다. Ctrl-C를 누르면 측정을 끝내고 그때까지의 행을 보여 줍니다.</translation>
    </message>
    <message>
        <source>sizes of the picture</source>
        <translation>화면 크기</translation>
    </message>
    <message>
        <source>Cost of a frame</source>
        <translation>프레임 하나의 비용</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>가볍게</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>균형</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>최상</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>가장자리</translation>
    </message>
    <message>
        <source>Refinement</source>
        <translation>다듬기</translation>
    </message>
    <message>
        <source>Edge shift</source>
        <translation>가장자리 이동</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>부드러움</translation>
    </message>
    <message>
        <source>Let the model rest while the picture stands still</source>
        <translation>화면이 멈춰 있는 동안 모델을 쉬게 함</translation>
    </message>
    <message>
        <source>Below 0 it comes closer to you; above, it leaves more around you, such as hair.</source>
        <translation>0보다 작으면 몸에 더 가까워지고, 크면 머리카락처럼 몸 주위가 더 많이 남습니다.</translation>
    </message>
    <message>
        <source>At 0 the edge is hard; 1 is the usual, and higher is softer.</source>
        <translation>0이면 가장자리가 또렷합니다. 1이 보통이고, 클수록 부드럽습니다.</translation>
    </message>
    <message>
        <source>This saves power. As soon as something moves, the model looks at every picture again.</source>
        <translation>전력을 아낍니다. 무언가 움직이면 모델이 곧바로 다시 모든 화면을 봅니다.</translation>
    </message>
    <message>
        <source>Light takes the least work. Balanced draws the edges along those in the picture. Best lets the model look twice at each picture, which takes twice its time.</source>
        <translation>‘가볍게’는 일이 가장 적습니다. ‘균형’은 화면 속 윤곽을 따라 가장자리를 그립니다. ‘최상’은 모델이 화면마다 두 번 보므로 모델의 시간이 두 배로 듭니다.</translation>
    </message>
    <message>
        <source>Each sends, Mbps</source>
        <translation>각자 송신, Mbps</translation>
    </message>
    <message>
        <source>Each gets, Mbps</source>
        <translation>각자 수신, Mbps</translation>
    </message>
    <message>
        <source>All together, Mbps</source>
        <translation>모두 합계, Mbps</translation>
    </message>
    <message>
        <source>participants</source>
        <translation>참가자 수</translation>
    </message>
    <message>
        <source>{encoder} cannot encode it: {reason}</source>
        <translation>{encoder}(으)로 인코딩할 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>{encoder} has lost pictures; nothing can be compared</source>
        <translation>{encoder}이(가) 프레임을 잃어 비교할 수 없습니다</translation>
    </message>
    <message>
        <source>this FFmpeg has no encoder for {codec}</source>
        <translation>이 FFmpeg에는 {codec} 인코더가 없습니다</translation>
    </message>
    <message>
        <source>the two sizes reach no quality in common</source>
        <translation>두 크기가 함께 도달하는 품질이 없습니다</translation>
    </message>
    <message>
        <source>A picture takes the model {ms:.1f} ms</source>
        <translation>모델이 한 장을 처리하는 데 {ms:.1f} ms가 걸립니다</translation>
    </message>
    <message>
        <source>On this machine {model} takes {ms:.1f} ms</source>
        <translation>이 컴퓨터에서 {model}은(는) {ms:.1f} ms가 걸립니다</translation>
    </message>
    <message>
        <source>Run it on the sender, as long as it takes less than {limit:.1f} ms a picture there.</source>
        <translation>송신자에서 한 장에 {limit:.1f} ms보다 적게 걸린다면 송신자에서 실행하십시오.</translation>
    </message>
    <message>
        <source>Run it on the receiver, as long as it takes less than {limit:.1f} ms a picture there.</source>
        <translation>수신자에서 한 장에 {limit:.1f} ms보다 적게 걸린다면 수신자에서 실행하십시오.</translation>
    </message>
    <message>
        <source>{taken}: run it on the sender.</source>
        <translation>{taken}: 송신자에서 실행하십시오.</translation>
    </message>
    <message>
        <source>{taken}, longer than from one picture to the next: run it on the server.</source>
        <translation>{taken}. 다음 프레임까지의 시간보다 깁니다: 서버에서 실행하십시오.</translation>
    </message>
    <message>
        <source>{taken}, longer than from one picture to the next: run a lighter one, or at a lower rate, on the sender.</source>
        <translation>{taken}. 다음 프레임까지의 시간보다 깁니다: 더 가벼운 모델을 쓰거나 초당 프레임 수를 줄여 송신자에서 실행하십시오.</translation>
    </message>
    <message>
        <source>At {fps:g} pictures a second that is {share:.0%} of one core.</source>
        <translation>초당 {fps:g}장이면 코어 하나의 {share:.0%}입니다.</translation>
    </message>
    <message>
        <source>The room never leaves the device.</source>
        <translation>방의 모습이 기기 밖으로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>It costs no bandwidth: segmentation does not change the size of the picture.</source>
        <translation>대역폭이 더 들지 않습니다: 인물 분할은 영상의 크기를 바꾸지 않습니다.</translation>
    </message>
    <message>
        <source>On the receivers, each would have {count} pictures to look at, and would get the room with them.</source>
        <translation>수신자에서 실행하면 각자 영상 {count}개를 처리해야 하고, 방까지 함께 받게 됩니다.</translation>
    </message>
    <message>
        <source>The server would get the raw video, with the room in it, and decode it.</source>
        <translation>서버는 방까지 담긴 원본 영상을 받아 디코딩하게 됩니다.</translation>
    </message>
    <message>
        <source>On a server the model would need GPUs for {count} participants: {gpus}.</source>
        <translation>서버에서 실행하면 참가자 {count}명을 위해 모델에 필요한 GPU는 {gpus}개입니다.</translation>
    </message>
    <message>
        <source>On a server the model would keep cores busy for {count} participants: {cores:.1f}.</source>
        <translation>서버에서 실행하면 참가자 {count}명을 위해 모델이 쓰는 코어는 {cores:.1f}개입니다.</translation>
    </message>
    <message>
        <source>On a server the model would have {rate:,.0f} pictures a second to work on.</source>
        <translation>서버에서 실행하면 모델이 초당 {rate:,.0f}장을 처리해야 합니다.</translation>
    </message>
    <message>
        <source>To decode and encode them takes cores as well: {cores:.1f}.</source>
        <translation>디코딩과 인코딩에도 코어 {cores:.1f}개가 듭니다.</translation>
    </message>
    <message>
        <source>{taken}: run it on the receiver.</source>
        <translation>{taken}: 수신자에서 실행하십시오.</translation>
    </message>
    <message>
        <source>{taken}, too long for a receiver: run it on the server.</source>
        <translation>{taken}. 수신자에게는 너무 깁니다: 서버에서 실행하십시오.</translation>
    </message>
    <message>
        <source>{taken}, too long for a receiver: run it on the sender.</source>
        <translation>{taken}. 수신자에게는 너무 깁니다: 송신자에서 실행하십시오.</translation>
    </message>
    <message>
        <source>{taken}, too long for any participant, and a mesh has no server: leave the pictures as they are.</source>
        <translation>{taken}. 어느 참가자에게도 너무 길고 메시에는 서버가 없습니다: 영상을 그대로 두십시오.</translation>
    </message>
    <message>
        <source>A receiver has {count} pictures to enlarge at a time, and half of its {cores} cores to spare for that.</source>
        <translation>수신자는 한 번에 영상 {count}개를 확대해야 하며, 코어 {cores}개 가운데 절반을 여기에 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>That keeps {needed:.2f} of a receiver&apos;s {cores} cores busy.</source>
        <translation>수신자의 코어 {cores}개 가운데 {needed:.2f}개를 씁니다.</translation>
    </message>
    <message>
        <source>A receiver would need {needed:.1f} cores for {count} pictures at a time, of {cores} that it has, half of which the call needs; and each picture has to be done within {limit:.1f} ms.</source>
        <translation>수신자가 한 번에 영상 {count}개를 처리하려면 코어가 {needed:.1f}개 필요합니다. 코어는 {cores}개이고 그 절반은 통화에 필요하며, 한 장은 {limit:.1f} ms 안에 끝나야 합니다.</translation>
    </message>
    <message>
        <source>No bitrate grows: {kept:,.0f} kbps all together; with the model on the sender they would be {grown:,.0f}.</source>
        <translation>비트레이트가 늘지 않습니다: 모두 합해 {kept:,.0f} kbps이며, 송신자에서 실행하면 {grown:,.0f} kbps가 됩니다.</translation>
    </message>
    <message>
        <source>Each goes on sending {up:,.0f} kbps, and gets {down:,.0f}, as much as with the model on the sender.</source>
        <translation>각자 보내는 양은 {up:,.0f} kbps 그대로이고, 받는 양은 {down:,.0f} kbps로 송신자에서 실행할 때와 같습니다.</translation>
    </message>
    <message>
        <source>It costs bandwidth: each then sends {up:,.0f} kbps and gets {down:,.0f}.</source>
        <translation>대역폭이 더 듭니다: 각자 {up:,.0f} kbps를 보내고 {down:,.0f} kbps를 받게 됩니다.</translation>
    </message>
    <message>
        <source>a mesh has no server that a model could run on; choose the sender, the receiver, or another topology</source>
        <translation>메시에는 모델을 실행할 서버가 없습니다. 송신자나 수신자, 또는 다른 연결 방식을 고르십시오</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>모델 없음</translation>
    </message>
    <message>
        <source>on the server</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>on the sender</source>
        <translation>송신자</translation>
    </message>
    <message>
        <source>on the receiver</source>
        <translation>수신자</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>인물 분할</translation>
    </message>
    <message>
        <source>Super-resolution</source>
        <translation>초해상도</translation>
    </message>
    <message>
        <source>SFU: a server relays</source>
        <translation>SFU: 서버가 중계</translation>
    </message>
    <message>
        <source>MCU: a server mixes</source>
        <translation>MCU: 서버가 합성</translation>
    </message>
    <message>
        <source>Mesh: no server</source>
        <translation>메시: 서버 없음</translation>
    </message>
    <message>
        <source>Constant bits per pixel</source>
        <translation>픽셀당 비트 수 일정</translation>
    </message>
    <message>
        <source>Power law</source>
        <translation>거듭제곱 법칙</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>측정값</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>측정 안 함</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Each sends, kbps</source>
        <translation>각자 송신, kbps</translation>
    </message>
    <message>
        <source>Each gets, kbps</source>
        <translation>각자 수신, kbps</translation>
    </message>
    <message>
        <source>Each together, kbps</source>
        <translation>각자 합계, kbps</translation>
    </message>
    <message>
        <source>The server gets, kbps</source>
        <translation>서버 수신, kbps</translation>
    </message>
    <message>
        <source>The server sends, kbps</source>
        <translation>서버 송신, kbps</translation>
    </message>
    <message>
        <source>The server together, kbps</source>
        <translation>서버 합계, kbps</translation>
    </message>
    <message>
        <source>All send, kbps</source>
        <translation>모두의 송신, kbps</translation>
    </message>
    <message>
        <source>All get, kbps</source>
        <translation>모두의 수신, kbps</translation>
    </message>
    <message>
        <source>All together, kbps</source>
        <translation>모두 합계, kbps</translation>
    </message>
    <message>
        <source>Server cores for the model</source>
        <translation>모델에 쓰는 서버 코어</translation>
    </message>
    <message>
        <source>Server GPUs for the model</source>
        <translation>모델에 쓰는 서버 GPU</translation>
    </message>
    <message>
        <source>Server cores for coding</source>
        <translation>인코딩과 디코딩에 쓰는 서버 코어</translation>
    </message>
    <message>
        <source>Each sender&apos;s cores</source>
        <translation>송신자마다 쓰는 코어</translation>
    </message>
    <message>
        <source>Each receiver&apos;s cores</source>
        <translation>수신자마다 쓰는 코어</translation>
    </message>
    <message>
        <source>Delay of the model, ms</source>
        <translation>모델로 인한 지연, ms</translation>
    </message>
    <message>
        <source>Delay in all, ms</source>
        <translation>전체 지연, ms</translation>
    </message>
    <message>
        <source>Raw video leaves the device</source>
        <translation>원본 영상이 기기 밖으로 나감</translation>
    </message>
    <message>
        <source>The server sees pictures</source>
        <translation>서버가 영상을 봄</translation>
    </message>
    <message>
        <source>kbps are those of video. Sound, packet headers and retransmissions come on top, alike in all cases.</source>
        <translation>kbps는 영상만의 값입니다. 소리, 패킷 헤더, 재전송은 모든 경우에 똑같이 더해집니다.</translation>
    </message>
    <message>
        <source>A scale of 2 doubles width and height. The paper does not say which growth of bitrates its figure 4 assumes.</source>
        <translation>배율 2는 너비와 높이를 각각 두 배로 만듭니다. 논문은 그림 4에서 비트레이트가 어떻게 늘어난다고 가정했는지 밝히지 않습니다.</translation>
    </message>
    <message>
        <source>Growth is measured at equal PSNR of luma, each size against its own source. A clip that was compressed before has less fine detail, and grows less.</source>
        <translation>비트레이트 증가는 휘도의 PSNR이 같은 지점에서, 각 크기를 자신의 원본과 비교해 측정합니다. 이미 압축된 동영상은 세부가 적어 덜 늘어납니다.</translation>
    </message>
    <message>
        <source>The picture that an MCU mixes is assumed to have the bitrate of one participant&apos;s. A mixer decodes everybody&apos;s pictures and encodes one for each, also without a model.</source>
        <translation>MCU가 합성한 영상의 비트레이트는 참가자 한 명의 것과 같다고 가정합니다. MCU는 모델이 없어도 모두의 영상을 디코딩하고 각자에게 보낼 영상을 하나씩 인코딩합니다.</translation>
    </message>
    <message>
        <source>Cores are pictures a second times seconds a picture, one thread each. GPUs are only told where the time on one is given.</source>
        <translation>코어 수는 초당 장수에 한 장의 처리 시간(초)을 곱한 값이며, 한 장은 스레드 하나가 처리합니다. GPU 수는 GPU에서 걸리는 시간이 주어졌을 때만 보여 줍니다.</translation>
    </message>
    <message>
        <source>The delay in all is encoding, half a round trip to the server and half of one from it (in a mesh half of one between two participants), decoding, the model, and decoding and encoding on a server that does so.</source>
        <translation>전체 지연은 인코딩, 서버까지와 서버로부터 각각 왕복의 절반(메시에서는 두 참가자 사이 왕복의 절반), 디코딩, 모델, 그리고 서버가 디코딩과 인코딩을 한다면 그 시간까지 더한 값입니다.</translation>
    </message>
    <message>
        <source>Raw video is the camera&apos;s picture, with the room in it; a larger picture shows it as well as a small one.</source>
        <translation>원본 영상은 방까지 담긴 카메라 영상입니다. 확대한 영상에도 방이 그대로 보입니다.</translation>
    </message>
    <message>
        <source>--browser {path} is no program of this machine; name a Chromium, Chrome or Edge</source>
        <translation>--browser {path}: 이 컴퓨터에 없는 프로그램입니다. Chromium, Chrome, Edge 중 하나를 지정하세요</translation>
    </message>
    <message>
        <source>there is no Chromium, Chrome or Edge here; install one, or name it: --browser PATH</source>
        <translation>Chromium, Chrome, Edge가 이 컴퓨터에 없습니다. 하나를 설치하거나 지정하세요: --browser PATH</translation>
    </message>
    <message>
        <source>{path} cannot be started: {reason}; name another browser</source>
        <translation>{path}을(를) 시작할 수 없습니다: {reason}. 다른 브라우저를 지정하세요</translation>
    </message>
    <message>
        <source>the packages for the browser come by npm, which is not here; install Node.js and npm, try again</source>
        <translation>브라우저용 패키지는 npm으로 받는데 이 컴퓨터에 npm이 없습니다. Node.js와 npm을 설치하고 다시 시도하세요</translation>
    </message>
    <message>
        <source>npm could not fetch the packages for the browser ({reason}); check the connection and try again</source>
        <translation>npm이 브라우저용 패키지를 받지 못했습니다({reason}). 연결을 확인하고 다시 시도하세요</translation>
    </message>
    <message>
        <source>the browser ended with the exit code {code}</source>
        <translation>브라우저가 종료 코드 {code}(으)로 끝났습니다</translation>
    </message>
    <message>
        <source>the page gave no sign of life for {seconds:.0f} s</source>
        <translation>페이지가 {seconds:.0f}초 동안 응답하지 않았습니다</translation>
    </message>
    <message>
        <source>the page failed: {reason}</source>
        <translation>페이지가 실패했습니다: {reason}</translation>
    </message>
    <message>
        <source>{model} was not measured: {reason}</source>
        <translation>{model}을(를) 측정하지 못했습니다: {reason}</translation>
    </message>
    <message>
        <source>{path} holds no rows of an interrupted bench; name another file to keep them in</source>
        <translation>{path}에는 중단된 벤치마크의 행이 없습니다. 보관할 다른 파일을 지정하세요</translation>
    </message>
    <message>
        <source>the rows in {path} were measured with other settings ({other}); use the same, or another file</source>
        <translation>{path}의 행은 다른 설정으로 측정했습니다({other}). 같은 설정을 쓰거나 다른 파일을 지정하세요</translation>
    </message>
    <message>
        <source>{path} is no table of the browser; make one: backdrop bench browser --json {path}</source>
        <translation>{path}은(는) 브라우저의 표가 아닙니다. 다음으로 만드세요: backdrop bench browser --json {path}</translation>
    </message>
    <message>
        <source>{path} was measured with {key} {other}, this with {this}; use the same for both</source>
        <translation>{path}은(는) {key} {other}(으)로 측정했고 이번은 {this}입니다. 둘 다 같게 하세요</translation>
    </message>
    <message>
        <source>NATIVE ms</source>
        <translation>네이티브 ms</translation>
    </message>
    <message>
        <source>BROWSER ms</source>
        <translation>브라우저 ms</translation>
    </message>
    <message>
        <source>NATIVE / BROWSER, TIME</source>
        <translation>네이티브 / 브라우저, 시간</translation>
    </message>
    <message>
        <source>NATIVE FPS</source>
        <translation>네이티브 FPS</translation>
    </message>
    <message>
        <source>BROWSER FPS</source>
        <translation>브라우저 FPS</translation>
    </message>
    <message>
        <source>NATIVE / BROWSER, FPS</source>
        <translation>네이티브 / 브라우저, FPS</translation>
    </message>
    <message>
        <source>FPS counts finished pictures: each with a matte of its own, composited and delivered. FPS is how many there are when one is made after the other, FPS LIVE with a camera of 30 pictures a second and the pipeline of a call; a picture that goes out again counts once.</source>
        <translation>FPS는 완성된 영상의 수로, 장마다 자신의 매트로 합성해 내보낸 것만 셉니다. FPS는 한 장씩 차례로 만들 때, 실시간 FPS는 초당 30장의 카메라와 통화용 파이프라인을 쓸 때의 값입니다. 다시 내보낸 영상은 한 번만 셉니다.</translation>
    </message>
    <message>
        <source>An inference is a single run of the network; PIPELINE is all that happens to a picture, decoded to delivered. CPU is processor time, of all threads, for one picture after the other.</source>
        <translation>추론은 신경망을 한 번 실행한 것이고, 파이프라인은 디코딩부터 내보내기까지 영상 한 장을 처리하는 전체 과정입니다. CPU는 한 장씩 차례로 처리할 때 모든 스레드의 프로세서 시간입니다.</translation>
    </message>
    <message>
        <source>Without SIMD, LiteRT computes in plain loops (its reference kernels). WebAssembly without SIMD still has tuned scalar code, so that its rows differ less.</source>
        <translation>SIMD를 쓰지 않으면 LiteRT는 단순한 반복문(참조 커널)으로 계산합니다. SIMD 없는 WebAssembly는 최적화된 스칼라 코드를 쓰므로 행 사이의 차이가 더 작습니다.</translation>
    </message>
    <message>
        <source>The paper&apos;s own figures are those of its machine: {machine}. Its BodyPix ran through WebGL, on a GPU that it does not name.</source>
        <translation>논문의 값은 논문의 컴퓨터({machine})에서 나온 것입니다. 논문의 BodyPix는 WebGL로, 논문이 밝히지 않은 GPU에서 실행되었습니다.</translation>
    </message>
    <message>
        <source>Of the Google Meet model the paper does not say which one it was, so its table stands beside both.</source>
        <translation>논문은 Google Meet 모델 가운데 어느 것인지 밝히지 않으므로, 그 표를 두 모델 모두의 옆에 둡니다.</translation>
    </message>
    <message>
        <source>A ratio of times below 1, or of rates above 1, says that Backdrop is faster than the browser on this machine.</source>
        <translation>시간의 비가 1보다 작거나 속도의 비가 1보다 크면 이 컴퓨터에서 Backdrop이 브라우저보다 빠르다는 뜻입니다.</translation>
    </message>
    <message>
        <source>In TensorFlow.js BodyPix computes all of its answers, as its package does; Backdrop computes only the person&apos;s.</source>
        <translation>TensorFlow.js의 BodyPix는 패키지가 하는 대로 모든 출력을 계산하고, Backdrop은 사람의 출력만 계산합니다.</translation>
    </message>
    <message>
        <source>The paper&apos;s measurements, repeated</source>
        <translation>논문의 측정 재현</translation>
    </message>
    <message>
        <source>Measured here, beside the paper</source>
        <translation>이 컴퓨터의 측정값과 논문의 값</translation>
    </message>
    <message>
        <source>The same machine&apos;s browser beside it</source>
        <translation>같은 컴퓨터의 브라우저와 비교</translation>
    </message>
    <message>
        <source>Measured in the browser</source>
        <translation>브라우저에서 측정한 값</translation>
    </message>
    <message>
        <source>none of those models is measured here; choose among {known}</source>
        <translation>그 모델들은 여기서 측정하지 않습니다. 다음에서 고르세요: {known}</translation>
    </message>
    <message>
        <source>Measure the paper&apos;s own way on this machine: the same models in a browser&apos;s page, with TensorFlow.js and TensorFlow Lite in WebAssembly.

A page of Backdrop&apos;s own takes the clip&apos;s pictures one after the other, runs the network, and draws the person over a background on a canvas, as a web conference does. The weights are those that Backdrop runs itself. Every row has a fresh browser that nobody sees (Chromium, Chrome or Edge); their order is shuffled by the seed. What the page runs is fetched by npm the first time, in fixed versions. Ctrl-C ends the measuring and shows the rows that are done; with --resume they need not be measured again.</source>
        <translation>논문의 방식을 이 컴퓨터에서 그대로 측정합니다: 같은 모델을 브라우저의 페이지에서 TensorFlow.js와 WebAssembly용 TensorFlow Lite로 실행합니다.

Backdrop의 페이지가 영상의 사진을 하나씩 받아 신경망을 실행하고, 화상 회의처럼 캔버스에서 사람을 배경 위에 그립니다. 가중치는 Backdrop이 직접 실행하는 것과 같습니다. 행마다 보이지 않는 새 브라우저(Chromium, Chrome, Edge)를 쓰며, 순서는 시드로 섞습니다. 페이지가 실행하는 패키지는 처음 한 번 정해진 버전을 npm으로 받습니다. Ctrl-C를 누르면 측정을 끝내고 완료된 행을 보여 줍니다. --resume을 쓰면 그 행은 다시 측정하지 않습니다.</translation>
    </message>
    <message>
        <source>the video whose pictures are taken, over and over; of a long one its first 30 seconds</source>
        <translation>사진을 되풀이해 가져올 영상. 긴 영상은 처음 30초만 씁니다</translation>
    </message>
    <message>
        <source>rows of these models only; * stands for anything</source>
        <translation>이 모델의 행만 측정합니다. *는 무엇이든 뜻합니다</translation>
    </message>
    <message>
        <source>how long a row is measured</source>
        <translation>한 행을 측정하는 시간</translation>
    </message>
    <message>
        <source>of the order of the rows</source>
        <translation>행 순서의 시드</translation>
    </message>
    <message>
        <source>keep rows in this file as they are measured, and measure those only that it lacks</source>
        <translation>측정한 행을 이 파일에 보관하고, 없는 행만 측정합니다</translation>
    </message>
    <message>
        <source>which browser; without it the first Chromium, Chrome or Edge found</source>
        <translation>사용할 브라우저. 지정하지 않으면 처음 찾은 Chromium, Chrome 또는 Edge</translation>
    </message>
    <message>
        <source>fetching the packages for the browser (once)</source>
        <translation>브라우저용 패키지를 받는 중입니다(한 번만)</translation>
    </message>
    <message>
        <source>The paper&apos;s way, in a browser</source>
        <translation>논문의 방식, 브라우저에서</translation>
    </message>
    <message>
        <source>Repeat the paper&apos;s measurements with Backdrop itself: rows of its three tables, and of the models advised here.

A clip goes through capture, segmentation, refinement, composite and a virtual camera, once one picture after the other and once live, a while each. Every row is a process of its own; their order is shuffled by the seed. The paper&apos;s own figures stand beside those of this machine. Ctrl-C ends the measuring and shows the rows that are done; with --resume they need not be measured again.</source>
        <translation>논문의 측정을 Backdrop으로 되풀이합니다. 논문의 표 세 개의 행과 여기서 권하는 모델의 행이 있습니다.

동영상을 캡처, 인물 분할, 다듬기, 합성, 가상 카메라까지 처리하며, 한 장씩 차례로 한 번, 실시간으로 한 번 얼마 동안씩 측정합니다. 행마다 따로 프로세스를 띄우고, 순서는 시드에 따라 섞습니다. 논문의 값은 이 컴퓨터의 값 옆에 둡니다. Ctrl-C를 누르면 측정을 끝내고 그때까지의 행을 보여 주며, --resume을 쓰면 그 행은 다시 측정하지 않아도 됩니다.</translation>
    </message>
    <message>
        <source>the video that is played, over and over, at 30 pictures a second</source>
        <translation>초당 30장으로 되풀이해 재생할 동영상</translation>
    </message>
    <message>
        <source>how long each of the two measurements of a row takes</source>
        <translation>행마다 두 번 하는 측정의 시간(초)</translation>
    </message>
    <message>
        <source>where finished pictures go; without it to a virtual camera, where there is one</source>
        <translation>완성된 영상을 보낼 곳. 지정하지 않으면 가상 카메라가 있을 때 그리로 보냅니다</translation>
    </message>
    <message>
        <source>what `backdrop bench browser --json FILE` measured, to stand in the report as well</source>
        <translation>보고서에 함께 담을, `backdrop bench browser --json FILE`이 측정한 내용</translation>
    </message>
    <message>
        <source>write the charts there, as PNG and SVG</source>
        <translation>차트를 그곳에 PNG와 SVG로 저장합니다</translation>
    </message>
    <message>
        <source>pictures go nowhere: {reason}</source>
        <translation>영상을 어디로도 내보내지 않습니다: {reason}</translation>
    </message>
    <message>
        <source>Where should the model run: on a server, on the sender, or on the receiver? What each place costs a call in bandwidth, processors, delay and privacy, and what follows from that.

Segmentation leaves pictures as large as they are. Super-resolution makes them larger, and so their bitrates: by as much as there are more pixels (constant), by a power of that (power), or by what encoders need for a clip and its smaller self at equal quality (measured).

What the model takes is measured here, for a second; what a model for super-resolution takes has to be given.</source>
        <translation>모델을 서버, 송신자, 수신자 가운데 어디서 실행해야 할까요? 각 위치에서 통화에 드는 대역폭, 프로세서, 지연과 사생활에 미치는 영향을 계산하고 결론을 보여 줍니다.

인물 분할은 영상의 크기를 바꾸지 않습니다. 초해상도는 영상을 확대하므로 비트레이트도 늘어납니다. 늘어난 픽셀 수만큼(constant), 그 거듭제곱만큼(power), 또는 동영상과 그 축소판을 같은 품질로 인코딩해 잰 만큼(measured) 늘어납니다.

모델의 처리 시간은 이 컴퓨터에서 1초 동안 측정합니다. 초해상도 모델의 처리 시간은 직접 지정해야 합니다.</translation>
    </message>
    <message>
        <source>how many take part, each of whom sends to all others</source>
        <translation>참가자 수. 각자 다른 모두에게 영상을 보냅니다</translation>
    </message>
    <message>
        <source>what one picture of one participant takes without a model</source>
        <translation>모델이 없을 때 참가자 한 명의 영상이 차지하는 비트레이트</translation>
    </message>
    <message>
        <source>what the model does</source>
        <translation>모델이 하는 일</translation>
    </message>
    <message>
        <source>how many times wider and higher super-resolution makes a picture; without it 2</source>
        <translation>초해상도가 너비와 높이를 몇 배로 만드는지. 없으면 2</translation>
    </message>
    <message>
        <source>a server that relays, one that mixes, or none</source>
        <translation>중계하는 서버, 합성하는 서버, 또는 서버 없음</translation>
    </message>
    <message>
        <source>show this place only; without it all are compared</source>
        <translation>이 위치만 보여 줍니다. 없으면 모두 비교합니다</translation>
    </message>
    <message>
        <source>how bitrates grow with pixels; without it constant</source>
        <translation>픽셀 수에 따라 비트레이트가 늘어나는 방식. 없으면 constant</translation>
    </message>
    <message>
        <source>of the power law, in the number of pixels: 1 is constant bits per pixel; without it 0.75</source>
        <translation>픽셀 수에 대한 거듭제곱의 지수. 1이면 픽셀당 비트 수가 일정합니다. 없으면 0.75</translation>
    </message>
    <message>
        <source>the video by which growth is measured</source>
        <translation>비트레이트 증가를 측정할 동영상</translation>
    </message>
    <message>
        <source>with which codecs; the ratio of the first that has one is used; without it vp8,vp9,h264,av1</source>
        <translation>측정에 쓸 코덱. 비율이 나온 첫 코덱의 값을 씁니다. 없으면 vp8,vp9,h264,av1</translation>
    </message>
    <message>
        <source>how much of the clip</source>
        <translation>동영상에서 사용할 길이(초)</translation>
    </message>
    <message>
        <source>pictures a second of each participant</source>
        <translation>참가자마다 초당 프레임 수</translation>
    </message>
    <message>
        <source>which model&apos;s time is measured on this machine; without it the default one&apos;s</source>
        <translation>이 컴퓨터에서 시간을 측정할 모델. 없으면 기본 모델</translation>
    </message>
    <message>
        <source>what the model takes for a picture, instead of measuring</source>
        <translation>모델이 한 장을 처리하는 시간. 측정하지 않고 이 값을 씁니다</translation>
    </message>
    <message>
        <source>what it takes on one of the server&apos;s GPUs</source>
        <translation>서버의 GPU 하나에서 걸리는 시간</translation>
    </message>
    <message>
        <source>the round trip between a participant and the server, or between two participants of a mesh</source>
        <translation>참가자와 서버 사이, 메시에서는 두 참가자 사이의 왕복 시간</translation>
    </message>
    <message>
        <source>of the camera&apos;s picture, for which model and coding are timed</source>
        <translation>카메라 영상의 크기. 이 크기로 모델과 인코딩, 디코딩의 시간을 측정합니다</translation>
    </message>
    <message>
        <source>draw the bitrates over the number of participants</source>
        <translation>참가자 수에 따른 비트레이트를 그림으로 저장합니다</translation>
    </message>
    <message>
        <source>--model is measured, --inference-ms is given: leave one of them out</source>
        <translation>--model은 측정하는 값이고 --inference-ms는 주어진 값입니다. 둘 중 하나를 빼십시오</translation>
    </message>
    <message>
        <source>segmentation leaves pictures as they are: leave out {options}, or add --task super-resolution</source>
        <translation>인물 분할은 영상의 크기를 바꾸지 않습니다. {options}을(를) 빼거나 --task super-resolution을 더하십시오</translation>
    </message>
    <message>
        <source>no model here makes pictures larger: leave out --model, or give its time by --inference-ms</source>
        <translation>여기에는 영상을 확대하는 모델이 없습니다. --model을 빼거나 --inference-ms로 시간을 지정하십시오</translation>
    </message>
    <message>
        <source>--exponent is for --growth power; leave one of them out</source>
        <translation>--exponent는 --growth power와 함께 씁니다. 둘 중 하나를 빼십시오</translation>
    </message>
    <message>
        <source>--clip and --codecs are for --growth measured; leave out what is not meant</source>
        <translation>--clip과 --codecs는 --growth measured와 함께 씁니다. 필요 없는 것을 빼십시오</translation>
    </message>
    <message>
        <source>to measure growth a video is needed: add --clip FILE</source>
        <translation>비트레이트 증가를 측정하려면 동영상이 필요합니다. --clip FILE을 더하십시오</translation>
    </message>
    <message>
        <source>growth cannot be measured with {path}: {reasons}</source>
        <translation>{path}(으)로는 비트레이트 증가를 측정할 수 없습니다: {reasons}</translation>
    </message>
    <message>
        <source>The coding of pictures was not measured: FFmpeg has none of the encoders here.</source>
        <translation>영상의 인코딩과 디코딩은 측정하지 못했습니다: 이곳의 FFmpeg에는 해당 인코더가 하나도 없습니다.</translation>
    </message>
    <message>
        <source>CODEC</source>
        <translation>코덱</translation>
    </message>
    <message>
        <source>ENCODER</source>
        <translation>인코더</translation>
    </message>
    <message>
        <source>SMALL</source>
        <translation>작은 쪽</translation>
    </message>
    <message>
        <source>LARGE</source>
        <translation>큰 쪽</translation>
    </message>
    <message>
        <source>FROM dB</source>
        <translation>최저 dB</translation>
    </message>
    <message>
        <source>TO dB</source>
        <translation>최고 dB</translation>
    </message>
    <message>
        <source>SMALL kbps</source>
        <translation>작은 쪽 kbps</translation>
    </message>
    <message>
        <source>LARGE kbps</source>
        <translation>큰 쪽 kbps</translation>
    </message>
    <message>
        <source>RATIO</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>EXPONENT</source>
        <translation>지수</translation>
    </message>
    <message>
        <source>PLACE</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Participants: {count}, {kbps:,g} kbps each. {task}. {topology}.</source>
        <translation>참가자: {count}명, 각자 {kbps:,g} kbps. {task}. {topology}.</translation>
    </message>
    <message>
        <source>Bitrates grow ×{ratio:.2f}: constant bits per pixel.</source>
        <translation>비트레이트가 {ratio:.2f}배가 됩니다: 픽셀당 비트 수가 일정하다고 봅니다.</translation>
    </message>
    <message>
        <source>Bitrates grow ×{ratio:.2f}: the number of pixels to the power of {exponent:g}.</source>
        <translation>비트레이트가 {ratio:.2f}배가 됩니다: 픽셀 수의 {exponent:g}제곱에 비례한다고 봅니다.</translation>
    </message>
    <message>
        <source>Bitrates grow ×{ratio:.2f}: measured with {codec} on {clip}.</source>
        <translation>비트레이트가 {ratio:.2f}배가 됩니다: {clip}을(를) {codec}(으)로 측정했습니다.</translation>
    </message>
    <message>
        <source>The clip is under 720p: the larger picture is only {width}x{height}.</source>
        <translation>이 동영상은 720p보다 작아서 큰 쪽도 {width}x{height}입니다.</translation>
    </message>
    <message>
        <source>Bitrates over the number of participants</source>
        <translation>참가자 수에 따른 비트레이트</translation>
    </message>
    <message>
        <source>Bitrates of the call</source>
        <translation>통화의 비트레이트</translation>
    </message>
    <message>
        <source>Processors, delay and privacy</source>
        <translation>프로세서, 지연, 사생활</translation>
    </message>
    <message>
        <source>How bitrates grow</source>
        <translation>비트레이트가 늘어나는 정도</translation>
    </message>
    <message>
        <source>Where should the model run?</source>
        <translation>모델을 어디서 실행해야 할까요?</translation>
    </message>
    <message>
        <source>Where the model should run</source>
        <translation>모델을 실행할 위치</translation>
    </message>
    <message>
        <source>What a call costs with the model on a server, on the sender, or on the receiver. No setting changes.</source>
        <translation>모델을 서버, 송신자, 수신자에서 실행할 때 통화에 드는 비용입니다. 설정은 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>Measure on this machine</source>
        <translation>이 컴퓨터에서 측정</translation>
    </message>
    <message>
        <source>What the figures rest on</source>
        <translation>계산의 근거</translation>
    </message>
    <message>
        <source>Bitrates grow ×{ratio:.2f}.</source>
        <translation>비트레이트가 {ratio:.2f}배가 됩니다.</translation>
    </message>
    <message>
        <source>Measured with {codec} on {clip}, {width}x{height}.</source>
        <translation>{clip}({width}x{height})을(를) {codec}(으)로 측정했습니다.</translation>
    </message>
    <message>
        <source>The clip is under 720p.</source>
        <translation>이 동영상은 720p보다 작습니다.</translation>
    </message>
    <message>
        <source>A video to measure with</source>
        <translation>측정에 쓸 동영상</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>연결 방식</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>참가자</translation>
    </message>
    <message>
        <source>Bitrate, kbps</source>
        <translation>비트레이트, kbps</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>배율</translation>
    </message>
    <message>
        <source>Growth of bitrates</source>
        <translation>비트레이트 증가</translation>
    </message>
    <message>
        <source>Exponent</source>
        <translation>지수</translation>
    </message>
    <message>
        <source>Model, ms a picture</source>
        <translation>모델, 한 장당 ms</translation>
    </message>
    <message>
        <source>No model here makes pictures larger, so its time is given. 0: not known.</source>
        <translation>여기에는 영상을 확대하는 모델이 없으므로 시간을 지정합니다. 0이면 알 수 없음을 뜻합니다.</translation>
    </message>
    <message>
        <source>Round trip, ms</source>
        <translation>왕복 시간, ms</translation>
    </message>
    <message>
        <source>measuring was stopped</source>
        <translation>측정을 멈췄습니다</translation>
    </message>
    <message>
        <source>charts need matplotlib; install it: pip install &apos;backdrop[bench]&apos;</source>
        <translation>차트에는 matplotlib이 필요합니다. 설치하세요: pip install &apos;backdrop[bench]&apos;</translation>
    </message>
    <message>
        <source>Measured with</source>
        <translation>측정 환경</translation>
    </message>
</context>
<context>
    <name>self.adding.notice</name>
    <message>
        <source></source>
        <translation></translation>
    </message>
</context>
<context>
    <name>self.missing</name>
    <message>
        <source></source>
        <translation></translation>
    </message>
</context>
<context>
    <name>self.notice</name>
    <message>
        <source>The report is in {path}.</source>
        <translation>보고서는 {path}에 있습니다.</translation>
    </message>
    <message>
        <source></source>
        <translation></translation>
    </message>
    <message>
        <source>Waiting for the administrator&apos;s password…</source>
        <translation>관리자 암호를 기다리는 중…</translation>
    </message>
    <message>
        <source>Running. This may take a minute or two.</source>
        <translation>실행하는 중입니다. 1~2분 걸릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>완료했습니다.</translation>
    </message>
    <message>
        <source>Trying {name} out…</source>
        <translation>{name}을(를) 시험하는 중…</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>측정하는 중…</translation>
    </message>
    <message>
        <source>Measuring… {share:.0%}</source>
        <translation>측정하는 중… {share:.0%}</translation>
    </message>
</context>
</TS>
