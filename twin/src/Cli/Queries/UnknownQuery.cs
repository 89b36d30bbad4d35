using Twin.Aws.Athena.Statements;
using Twin.Host.Loading;

namespace Twin.Cli.Queries;

/// <summary>The refusal of a name that no named query has.</summary>
internal static class UnknownQuery
{
    public static InputException Create(string name, IEnumerable<string> known) => new(
        $"There is no named query '{name}'.{NameSuggestion.Format(name, known)} --list shows all of them.");
}
