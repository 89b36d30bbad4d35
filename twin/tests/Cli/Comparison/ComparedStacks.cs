using Twin.Cli.Comparison;

namespace Twin.Tests.Cli.Comparison;

internal static class ComparedStacks
{
    public static StackRecord Create(params StackRecord.ResourceRecord[] resources) =>
        new() { Stack = "dev", Region = "eu-central-1", Resources = [.. resources], Edges = [] };

    public static StackRecord.ResourceRecord Resource(string type, string name, string inputs) =>
        new(type, name, Parent: null, DependsOn: [], Protect: false, (JsonObject)JsonNode.Parse(inputs)!);

    public static StackRecord.ResourceRecord RolePolicy(string role, string policy, params string[] statements) =>
        Resource(
            "aws:iam/rolePolicy:RolePolicy",
            policy,
            $$$"""
            {"role":"{{{role}}}","policy":{"Version":"2012-10-17","Statement":[{{{string.Join(',', statements)}}}]}}
            """);

    public static ComparedRun Run(StackRecord? stack, RunFigures? figures = null) =>
        new("folder", figures ?? Figures(), stack);

    public static RunFigures Figures(params (string Table, long Rows)[] tables) => new()
    {
        Stack = "dev",
        Tables = tables.ToImmutableDictionary(
            table => table.Table, table => (RunRecord.TableRecord?)new RunRecord.TableRecord(table.Rows, 1)),
    };
}
