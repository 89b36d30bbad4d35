using System.Text.Encodings.Web;

namespace Twin.Cli.Permissions;

/// <summary>The policy of a role or a person, as documents that IAM accepts as managed policies.</summary>
internal sealed record PrintedPolicy(string Name, ImmutableArray<string> Documents)
{
    /// <summary>The most characters of a managed policy, without white space
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).</summary>
    public const int MaxCharacters = 6144;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The statements in as few documents as their order allows.</summary>
    public static PrintedPolicy Create(string name, IEnumerable<PrintedStatement> statements)
    {
        var documents = ImmutableArray.CreateBuilder<string>();
        var current = new List<PrintedStatement>();
        foreach (var statement in statements)
        {
            if (current.Count > 0 && Size(Document([.. current, statement])) > MaxCharacters)
            {
                documents.Add(Document(current));
                current.Clear();
            }

            current.Add(statement);
        }

        documents.Add(Document(current));
        return new PrintedPolicy(name, documents.ToImmutable());
    }

    /// <summary>The number of characters that IAM counts.</summary>
    public static int Size(string document) => document.Count(character => !char.IsWhiteSpace(character));

    /// <summary>The name of a document by its place: <c>deploy-2</c>; without the number where there is only
    /// one.</summary>
    public string NameOf(int place) =>
        Documents.Length == 1 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}-{place + 1}");

    private static string Document(List<PrintedStatement> statements) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray([.. statements.Select(statement => statement.ToJson())]),
    }
    .ToJsonString(Indented);
}
