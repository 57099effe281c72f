use wardround::driver::*; use serde_json::json; use std::time::Duration;
#[tokio::main]
async fn main() {
    let site = wardround_test_site::Site::start(wardround_test_site::Options::default()).await.unwrap();
    let installed = locate().unwrap();
    let b = Browser::start(installed, BrowserOptions { pinned_keys: vec![site.spki_sha256_base64.clone()], ..Default::default() }).await.unwrap();
    let tab = b.first_tab().await.unwrap();
    b.bidi.subscribe(&["network.beforeRequestSent","network.responseCompleted","network.fetchError","goog:cdp.Network.responseReceivedExtraInfo","goog:cdp.Network.requestWillBeSent"]).await.unwrap();
    println!("collector {:?}", b.bidi.call("network.addDataCollector", json!({"dataTypes":["request","response"],"maxEncodedDataSize":10_000_000})).await);
    let mut ev = b.bidi.events();
    let t=std::time::Instant::now();
    println!("nav {:?} {:?}", tab.navigate(&format!("{}/sign-in", site.origin), Duration::from_secs(20)).await, t.elapsed());
    let t=std::time::Instant::now();
    println!("{:?} {:?}", tab.call("t","(a)=>[a,document.title, document.querySelector('input').name, document.forms[0].outerHTML]", &json!([5]), Duration::from_secs(5)).await, t.elapsed());
    tokio::time::sleep(Duration::from_millis(500)).await;
    while let Ok(e) = ev.try_recv() { let s = e.params.to_string(); println!("EV {} {}", e.method, s.chars().take(1500).collect::<String>()); }
    println!("{:?}", tab.call("big","()=>'x'.repeat(1000000).length", &json!([]), Duration::from_secs(5)).await.map(|v| v.to_string().len()));
    let t=std::time::Instant::now();
    println!("1MB {:?} {:?}", tab.call("big","()=>'x'.repeat(1000000)", &json!([]), Duration::from_secs(15)).await.map(|v| v.to_string().len()), t.elapsed());
    println!("cookies {:?}", b.default_context().cookies().await);
    println!("hang {:?}", tab.navigate(&format!("{}/hostile/hang", site.origin), Duration::from_secs(3)).await);
    println!("after hang {:?}", tab.url().await);
    println!("hang->about {:?}", tab.navigate("about:blank", Duration::from_secs(3)).await);
    println!("dialog {:?}", tab.navigate(&format!("{}/hostile/dialog", site.origin), Duration::from_secs(3)).await);
    println!("dialog eval {:?}", tab.call("t","()=>1", &json!([]), Duration::from_secs(3)).await);
    println!("->about {:?}", tab.navigate("about:blank", Duration::from_secs(3)).await);
    println!("redirect {:?}", tab.navigate(&format!("{}/hostile/redirect", site.origin), Duration::from_secs(10)).await);
    println!("spin {:?}", tab.navigate(&format!("{}/hostile/spin", site.origin), Duration::from_secs(3)).await);
    println!("spin eval {:?}", tab.call("t","()=>1", &json!([]), Duration::from_secs(3)).await);
    println!("->about {:?}", tab.navigate("about:blank", Duration::from_secs(5)).await);
    let t2 = b.default_context().new_tab().await; println!("new tab {:?}", t2.is_ok());
    let t=std::time::Instant::now(); b.close().await; println!("closed {:?}", t.elapsed());
}
