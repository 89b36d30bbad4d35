using System.Text.Json;

namespace Infra.Policies;

/// <summary>A policy document. Its properties have the names of IAM's JSON and are serialised as they are
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html).</summary>
internal sealed record IamPolicy(ImmutableArray<IamStatement> Statement)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string Version { get; } = "2012-10-17";

    /// <summary>The document as JSON.</summary>
    /// <exception cref="RunException">A statement allows more than it names. Thrown when the stack is declared, not
    /// later.</exception>
    public static Output<string> Serialize(params IEnumerable<IamStatement> statements)
    {
        var document = new IamPolicy([.. statements]);
        var named = Output.All(document.Statement.Select(Checked)).Apply(_ => document);
        return Output.JsonSerialize(named, Json);
    }

    private static Output<string> Checked(IamStatement statement)
    {
        if (statement.Effect != "Allow")
        {
            return Output.Create(statement.Sid);
        }

        if (statement.Action.FirstOrDefault(action => action.Contains('*', StringComparison.Ordinal)) is { } wide)
        {
            throw new RunException(
                $"The policy statement {statement.Sid} allows '{wide}'. Name the actions that are needed, one by one.");
        }

        return Output.All((statement.Resource ?? []).Select(resource => resource)).Apply(resources =>
            statement.Because is null
            && resources.FirstOrDefault(resource => resource.Contains('*', StringComparison.Ordinal)) is { } pattern
                ? throw new RunException(
                    $"The policy statement {statement.Sid} allows its actions on '{pattern}'. Name the resource whole, "
                    + $"or use {nameof(IamStatement.AllowMatching)} and say why AWS has no narrower form.")
                : statement.Sid);
    }
}
