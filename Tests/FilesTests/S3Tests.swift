import Testing

@testable import Files

struct S3Tests {
    @Test func `a request is signed as botocore signs it`() throws {
        let location = try #require(S3Location("s3://AKEXAMPLE:SKEXAMPLE@s3.local:9000/media?region=us-east-1"))
        let header = S3Signature(location: location).authorization(
            method: "GET", path: "/media/tenant%201/a%C3%A4.jpg",
            headers: [
                "host": "s3.local:9000", "range": "bytes=0-9", "x-amz-date": "20261122T100000Z",
                "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            ])
        #expect(
            header == "AWS4-HMAC-SHA256 Credential=AKEXAMPLE/20261122/us-east-1/s3/aws4_request, "
                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
                + "Signature=0d62c040ac5d703274aaff7b0301abc8cdbb45a5d85ca9fa0e9e99f805aa5b2e")
    }

    @Test func `an address names key, secret, host, bucket and region`() throws {
        let location = try #require(S3Location("s3://AK%2F1:a%2Bb%3Ac@store.example/clinic-files?region=ap-south-1"))
        #expect(location.key == "AK/1" && location.secret == "a+b:c")
        #expect(location.bucket == "clinic-files" && location.region == "ap-south-1")
        #expect(location.origin == "https://store.example")
        #expect(S3Location("s3://k:s@127.0.0.1:9000/files")?.origin == "http://127.0.0.1:9000")
        #expect(S3Location("s3://k:s@127.example/files")?.origin == "https://127.example")
        var shown = ""
        dump(location, to: &shown)
        for text in [shown, "\(location)", String(reflecting: location)] {
            #expect(!text.contains("a+b:c") && !text.contains("AK/1"), "\(text)")
        }
    }

    @Test(arguments: [
        "s3://store.example/files", "s3://k@store.example/files", "s3://k:@store.example/files", "s3://k:s@/files",
        "s3://k:s@store.example/", "s3://k:s@store.example/ab", "s3://k:s@store.example/Files",
        "s3://k:s@store.example/a/bc",
        "s3://k:s@store.example/files?zone=x", "https://k:s@store.example/files", "s3://k:s@store.example/files#x",
    ])
    func `what is no such address is refused`(text: String) { #expect(S3Location(text) == nil) }
}
