namespace Eng.Tests.Workflows;

public sealed partial class WorkflowTests
{
    private const string Sha = "3d3c42e5aac5ba805825da76410c181273ba90b1";

    private const string Good = $$$"""
        name: good
        on: [push]
        permissions: {}
        env:
          RestoreConfigFile: ${{ github.workspace }}/.github/nuget.config
        jobs:
          call:
            uses: ./.github/workflows/test.yml
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 5
            permissions:
              id-token: write
            steps:
              - uses: actions/checkout@{{{Sha}}} # v7.0.1
                with:
                  persist-credentials: false
              - uses: ./.github/actions/pulumi
              - env:
                  TITLE: ${{ github.event.pull_request.title }}
                run: echo "$TITLE"
        """;

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Folder, "*.y*ml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file))
            .Order(StringComparer.Ordinal),
    ];

    private static string Folder => Path.Combine(PulumiProject.Folder, ".github");

    [Theory, MemberData(nameof(Files))]
    public void Every_workflow_and_every_action_keeps_the_rules(string file) =>
        Assert.Empty(WorkflowRules.BrokenIn(File.ReadAllText(Path.Combine(Folder, file))));

    [Fact]
    public void A_good_workflow_keeps_the_rules() => Assert.Empty(WorkflowRules.BrokenIn(Good));

    [Theory]
    [InlineData($"@{Sha} # v7.0.1", "@v7", "is not pinned")]
    [InlineData($"@{Sha} # v7.0.1", $"@{Sha}", "is not pinned")]
    [InlineData($"@{Sha} # v7.0.1", "@3d3c42e # v7.0.1", "is not pinned")]
    [InlineData("permissions: {}", "", "declares no permissions")]
    [InlineData("permissions: {}", "permissions: write-all", "every job a right")]
    [InlineData("permissions: {}", "permissions: { contents: write }", "every job a right")]
    [InlineData("on: [push]", "on: pull_request_target", "pull_request_target")]
    [InlineData("on: [push]", "on: [push, pull_request_target]", "pull_request_target")]
    [InlineData("on: [push]", "on: { pull_request_target: { branches: [main] } }", "pull_request_target")]
    [InlineData("run: echo \"$TITLE\"", "run: echo ${{ github.event.pull_request.title }}", "holds an expression")]
    [InlineData("run: echo \"$TITLE\"", "run: |\n          ${{ github.head_ref }}", "holds an expression")]
    [InlineData("run: echo \"$TITLE\"", "with: { script: 'f(${{ github.event.number }})' }", "holds an expression")]
    [InlineData("persist-credentials: false", "fetch-depth: 2", "leaves its credentials")]
    [InlineData("persist-credentials: false", "persist-credentials: true", "leaves its credentials")]
    [InlineData("    timeout-minutes: 5\n", "", "has no time limit")]
    [InlineData("permissions:\n      id-token: write\n", "permissions: write-all\n", "does not name the rights")]
    [InlineData("/.github/nuget.config", "/nuget.config", "gets packages from other sources")]
    [InlineData(
        "  RestoreConfigFile: ${{ github.workspace }}/.github/nuget.config\n", "  X: y\n", "gets packages from")]
    public void A_workflow_that_breaks_a_rule_is_named(string part, string instead, string broken)
    {
        var good = Good.ReplaceLineEndings("\n");
        Assert.Contains(part, good, StringComparison.Ordinal);

        var problem = Assert.Single(WorkflowRules.BrokenIn(good.Replace(part, instead, StringComparison.Ordinal)));

        Assert.Contains(broken, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_that_a_workflow_builds_or_runs_exists()
    {
        var projects = Files
            .SelectMany(file => Project().Matches(File.ReadAllText(Path.Combine(Folder, file.Data))))
            .Select(project => project.Groups["path"].Value)
            .Distinct()
            .ToList();

        Assert.NotEmpty(projects);
        Assert.All(projects, path => Assert.True(
            File.Exists(Path.Combine(PulumiProject.Folder, path))
            || Directory.EnumerateFiles(Path.Combine(PulumiProject.Folder, path), "*.csproj").Any(),
            path));
    }

    [Fact]
    public void An_action_must_keep_the_rules_for_steps()
    {
        const string Action = """
            name: bad
            runs:
              using: composite
              steps:
                - uses: pulumi/actions@v7
                - shell: bash
                  run: echo ${{ inputs.stack }}
            """;

        Assert.Equal(2, WorkflowRules.BrokenIn(Action).Count);
    }

    [GeneratedRegex("dotnet (?:build|restore|test|format|run --project) (?<path>[^ -]\\S*)")]
    private static partial Regex Project();
}
