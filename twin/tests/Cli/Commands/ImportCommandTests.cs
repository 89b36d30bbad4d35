using Twin.Host.Door;
using Twin.Host.History;
using Twin.Tests.Host.History;

namespace Twin.Tests.Cli.Commands;

public sealed class ImportCommandTests : FolderTest
{
    private const string Role = "arn:aws:iam::123456789012:role/lake-import";
    private const string Outputs = $$"""{"RawBucket":"lake-raw","ImportRole":"{{Role}}"}""";

    private string Calls => Path.Combine(Folder.Root, "calls.txt");

    private string Bucket => Path.Combine(Folder.Root, "s3", "lake-raw");

    [Fact]
    public async Task An_export_is_uploaded_with_the_stack_s_role_and_once_more_only_the_request()
    {
        await using var s3 = await StartAsync();
        var secrets = s3.Credentials;
        Programs($$$"""
            echo '{"Credentials":{"AccessKeyId":"{{{secrets.AccessKeyId}}}",
              "SecretAccessKey":"{{{secrets.SecretAccessKey}}}","SessionToken":"{{{secrets.SessionToken}}}"}}'
            """);
        var file = Folder.Write("StreamingHistory0.json", Exports.Array(
            Exports.Extended("2020-04-11T00:27:53Z"), Exports.Extended("2021-05-01T00:00:00Z"), "{}"));

        var first = await ImportAsync(s3, file);
        var objects = Objects();
        var second = await ImportAsync(s3, file);

        Assert.Equal((ExitCodes.Done, ExitCodes.Done), (first.ExitCode, second.ExitCode));
        Assert.Contains("Records read: 2", first.Output, StringComparison.Ordinal);
        Assert.Contains("To lake-raw: 2 months, 2020-04 to 2021-05.", first.Output, StringComparison.Ordinal);
        Assert.Contains("Imported: 2 months.", first.Output, StringComparison.Ordinal);
        Assert.Contains("Imported: 0 months; there already: 2.", second.Output, StringComparison.Ordinal);
        Assert.StartsWith("warning: StreamingHistory0.json, record 2", first.Errors, StringComparison.Ordinal);

        Assert.Equal(5, objects.Count);
        var manifests = objects.Where(key => key.EndsWith("/manifest.json", StringComparison.Ordinal)).ToList();
        Assert.All(manifests, key => Assert.True(ImportZone.TryParseManifest(key, out _)));
        var request = Assert.Single(
            objects, key => key.StartsWith(PublicationRequest.Prefix, StringComparison.Ordinal));
        Assert.Equal(
            manifests,
            JsonNode.Parse(File.ReadAllText(Path.Combine(Bucket, request)))!["manifests"]!.AsArray()
                .Select(manifest => manifest!.GetValue<string>()));
        Assert.Equal(6, Objects().Count);

        var calls = File.ReadAllText(Calls);
        Assert.Contains(
            $"sts assume-role --role-arn {Role} --role-session-name spotify-import", calls, StringComparison.Ordinal);
        Assert.All(
            (string[])[secrets.SecretAccessKey, secrets.SessionToken],
            secret => Assert.DoesNotContain(
                secret, calls + first.Output + first.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_may_not_assume_the_role_learns_which_policy_is_missing()
    {
        await using var s3 = await StartAsync();
        Programs("echo 'An error occurred (AccessDenied)' >&2; exit 254");

        var end = await ImportAsync(s3, Export());

        Assert.Equal(ExitCodes.Failed, end.ExitCode);
        Assert.Contains("An error occurred (AccessDenied)", end.Errors, StringComparison.Ordinal);
        Assert.Contains($"a policy that allows sts:AssumeRole on {Role}", end.Errors, StringComparison.Ordinal);
        Assert.Empty(Objects());
    }

    [Fact]
    public async Task A_stack_without_the_role_has_to_be_deployed_first()
    {
        await using var s3 = await StartAsync();
        Programs("exit 1", """{"RawBucket":"lake-raw"}""");

        var end = await ImportAsync(s3, Export());

        Assert.Equal(ExitCodes.Wrong, end.ExitCode);
        Assert.Contains("no output 'ImportRole'", end.Errors, StringComparison.Ordinal);
        Assert.Contains("pulumi up", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_S3_that_cannot_be_reached_is_no_bug()
    {
        var s3 = await StartAsync();
        using var client = new AmazonS3Client(
            s3.Credentials.AccessKeyId,
            s3.Credentials.SecretAccessKey,
            new AmazonS3Config { ServiceURL = s3.Endpoint.AbsoluteUri, MaxErrorRetry = 0 });
        await s3.DisposeAsync();
        using var export = Exports.Read(Export());

        var failed = await Assert.ThrowsAsync<RunFailedException>(() =>
            new ExportImport(client, "lake-raw").RunAsync(export, DateTimeOffset.UnixEpoch, Cancel));

        Assert.Contains("import again to go on", failed.Message, StringComparison.Ordinal);
    }

    private string Export() =>
        Folder.Write("StreamingHistory0.json", Exports.Array(Exports.Extended("2020-04-11T00:27:53Z")));

    private IReadOnlyList<string> Objects() =>
    [
        .. Directory.EnumerateFiles(Bucket, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Bucket, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    private Task<BucketServer> StartAsync() => BucketServer.StartAsync(
        Path.Combine(Folder.Root, "s3"),
        [("lake-raw", new BucketSettings())],
        PolicyDocument.Parse(
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:PutObject",
              "Resource": ["arn:aws:s3:::lake-raw/imports/*", "arn:aws:s3:::lake-raw/publications/*-import.json"]}}
            """),
        TimeProvider.System,
        Cancel);

    private Task<ProgramEnd> ImportAsync(BucketServer s3, string file) => TwinCommand.RunAsync(
        ["import", file, "--stack", "lake"],
        new() { ["PATH"] = Folder.Root, ["AWS_ENDPOINT_URL_S3"] = s3.Endpoint.AbsoluteUri });

    private void Programs(string aws, string outputs = Outputs)
    {
        ShellProgram.Write(Folder, "aws", $"{ShellProgram.AwsVersion}echo \"$*\" >> '{Calls}'\n{aws}");
        ShellProgram.Write(
            Folder,
            "pulumi",
            $"case \"$1\" in stack) echo '{outputs}' ;; config) echo {BucketServer.Region} ;; esac");
    }
}
