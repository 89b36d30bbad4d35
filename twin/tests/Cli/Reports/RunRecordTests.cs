namespace Twin.Tests.Cli.Reports;

public sealed class RunRecordTests : FolderTest
{
    [Fact]
    public void The_file_has_the_names_of_the_contract()
    {
        var run = Write(Records.Full(text => text));

        Assert.Equal(1234, run.GetProperty("tables").GetProperty("table").GetProperty("rows").GetInt64());
        Assert.Equal(3, run.GetProperty("functions").GetProperty("function").GetProperty("invocations").GetInt32());
        Assert.Equal("failure", run.GetProperty("failures")[0].GetString());
        Assert.Equal(6, run.GetProperty("rejected").GetInt32());
        Assert.Equal(8, run.GetProperty("unmatched").GetInt32());
        Assert.Equal(12.5, run.GetProperty("seconds").GetDouble());
        var denied = run.GetProperty("denied")[0];
        Assert.Equal("principal", denied.GetProperty("principal").GetString());
        Assert.Equal("denied-action", denied.GetProperty("action").GetString());
        Assert.Equal("denied-resource", denied.GetProperty("resource").GetString());
        Assert.Equal(4, denied.GetProperty("times").GetInt32());
        var unused = run.GetProperty("unusedPermissions")[0];
        Assert.Equal("role", unused.GetProperty("role").GetString());
        Assert.Equal("unused-action", unused.GetProperty("action").GetString());
    }

    [Fact]
    public void Names_of_tables_and_functions_are_kept_as_they_are()
    {
        var run = Write(Records.Full(text => $"Über-{text}_A"));

        Assert.True(run.GetProperty("tables").TryGetProperty("Über-table_A", out _));
        Assert.True(run.GetProperty("functions").TryGetProperty("Über-function_A", out _));
    }

    [Fact]
    public void Invalid_JSON_and_invalid_Unicode_in_texts_do_not_break_the_file()
    {
        const string Hostile = "\"}\\\n\t\u0001</script>\u2028 😀 ";

        var run = Write(Records.Full(text => Hostile + text));

        Assert.Equal(Hostile + "failure", run.GetProperty("failures")[0].GetString());
        Assert.Equal("half \uFFFD", Write(Records.Full(_ => "half \ud83d")).GetProperty("stack").GetString());
    }

    private JsonElement Write(RunRecord record)
    {
        record.Write(Folder.Root);
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder.Root, "run.json")));
        return json.RootElement.Clone();
    }
}
