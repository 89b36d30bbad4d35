using Twin.Aws.Athena.Statements;
using Twin.Host.Loading;

namespace Twin.Cli.Queries;

internal static class UnknownQuery
{
    public static InputException Create(string name, IEnumerable<string> known) => new(
        $"There is no named query '{name}'.{NameSuggestion.Format(name, known)} --list shows all of them.");
}
