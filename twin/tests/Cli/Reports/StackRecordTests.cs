using Twin.Aws.Ssm;

namespace Twin.Tests.Cli.Reports;

public sealed class StackRecordTests : FolderTest
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Secrets_and_the_sandboxs_ports_do_not_change_the_bytes(string name)
    {
        var first = await LoadAsync(name, "first-secret", "first-token", 50001);
        var second = await LoadAsync(name, "second-secret", "second-token", 6);

        var text = Write(first, name, "first-secret", "first-token");

        Assert.Equal(text, Write(second, name, "second-secret", "second-token"));
        Assert.DoesNotContain("first-", text, StringComparison.Ordinal);
        Assert.DoesNotContain("50001", text, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:port/v1/", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_concealed_wherever_it_is_declared()
    {
        var stack = (await Stacks.Load("dev"))
            .With(
                LambdaResources.Function, "spotify-dev-extract",
                function => function
                    .Set("description", $"uses {Stacks.ClientSecret}")
                    .Set("environment/variables/JSON", $$"""{"token":["{{Stacks.RefreshToken}}"]}"""))
            .With(
                SsmResources.Parameter, "/spotify/dev/client-secret",
                parameter => parameter.Set("value", "no secret that anybody told of"));

        var text = Write(stack, "dev", Stacks.ClientSecret, Stacks.RefreshToken);

        Assert.DoesNotContain(Stacks.ClientSecret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Stacks.RefreshToken, text, StringComparison.Ordinal);
        Assert.DoesNotContain("no secret that anybody told of", text, StringComparison.Ordinal);
        Assert.Contains("uses (concealed)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_are_JSON_documents_and_resources_have_their_parents_and_dependencies()
    {
        using var record = JsonDocument.Parse(Write(await Stacks.Load("prod"), "prod"));
        var resources = record.RootElement.GetProperty("resources").EnumerateArray().ToList();

        JsonElement Find(string type, string name) => Assert.Single(
            resources,
            resource => resource.GetProperty("type").GetString() == type
                && resource.GetProperty("name").GetString() == name);

        var role = Find(IamResources.Role.Type, "spotify-prod-extract");
        Assert.Equal(
            JsonValueKind.Array,
            role.GetProperty("inputs").GetProperty("assumeRolePolicy").GetProperty("Statement").ValueKind);
        Assert.StartsWith("spotify:lake:", role.GetProperty("parent").GetString(), StringComparison.Ordinal);
        var function = Find(LambdaResources.Function.Type, "spotify-prod-extract").GetProperty("inputs");
        Assert.Matches("^sha256:[0-9a-f]{64}$", function.GetProperty("code").GetString());
        Assert.True(Find(S3Resources.Bucket.Type, "spotify-prod-raw").GetProperty("protect").GetBoolean());
        Assert.Equal(
            resources.Select(resource => $"{resource.GetProperty("type")} {resource.GetProperty("name")}")
                .Order(StringComparer.Ordinal),
            resources.Select(resource => $"{resource.GetProperty("type")} {resource.GetProperty("name")}"));
    }

    [Fact]
    public async Task A_written_record_can_be_read()
    {
        var text = Write(await Stacks.Load("dev"), "dev");

        StackRecord.Read(Path.Combine(Folder.Root, "stack.json")).Write(Folder.Root);

        Assert.Equal(text, File.ReadAllText(Path.Combine(Folder.Root, "stack.json")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"stack":"dev","region":"r","resources":null,"edges":[]}""")]
    [InlineData("""{"stack":"dev","region":"r","resources":[null],"edges":[]}""")]
    [InlineData("""{"stack":"dev","region":"r","resources":[{"type":"t"}],"edges":[]}""")]
    [InlineData("no JSON")]
    public void A_file_that_is_not_a_record_of_a_stack_is_refused(string text) =>
        Assert.ThrowsAny<JsonException>(() => StackRecord.Read(Folder.Write("stack.json", text)));

    private static Task<DeclaredStack> LoadAsync(string name, string clientSecret, string refreshToken, int port) =>
        StackLoader.LoadAsync(StackConfiguration.Read(PulumiProject.Folder, name)
            .WithSecrets(clientSecret, refreshToken)
            .With([KeyValuePair.Create("apiBaseAddress", $"http://127.0.0.1:{port}/v1/")]));

    private string Write(DeclaredStack stack, string name, params string[] secrets)
    {
        StackRecord.Create(name, stack, secrets).Write(Folder.Root);
        return File.ReadAllText(Path.Combine(Folder.Root, "stack.json"));
    }
}
