using Twin.Aws.Athena.Statements;

namespace Twin.Tests.Aws.Athena;

/// <summary>Statements of the kinds in which DuckDB and Trino differ, with Trino's answers. A line of the file is a
/// kind, a statement, and the type and the text of its one value; without these two, Trino refuses the
/// statement.</summary>
public sealed partial class TrinoAnswerTests(SmallLake lake) : IClassFixture<SmallLake>
{
    private static readonly ILookup<string, string?[]> Statements =
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "TrinoAnswers.jsonl"))
            .Select(line => JsonSerializer.Deserialize<string?[]>(line)!)
            .ToLookup(line => line[0]!);

    public static TheoryData<string> Kinds { get; } = [.. Statements.Select(kind => kind.Key)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_statement_is_answered_as_by_Trino_or_refused_in_its_words(string kind) => Assert.All(
        Statements[kind].Select(line =>
            (Statement: line[1]!, Expected: line.Length > 2 ? $"{line[2]} {line[3] ?? "null"}" : null)),
        line =>
        {
            var answer = Answer(line.Statement);
            if (line.Expected is null)
            {
                Assert.Matches(Refusal(), answer);
            }
            else
            {
                Assert.Equal((line.Statement, line.Expected), (line.Statement, answer));
            }
        });

    private string Answer(string sql)
    {
        try
        {
            var result = lake.Engine.Execute(sql, SmallLake.Database, TestContext.Current.CancellationToken);
            return $"{result.Columns[0].Type} {result.Texts(0)[0] ?? "null"}";
        }
        catch (AthenaException refused)
        {
            return $"refused: {refused.Message}";
        }
    }

    [GeneratedRegex("^refused: (?!.*(System|Exception|DuckDB| Error:|INT32|INT64|VARCHAR))", RegexOptions.Singleline)]
    private static partial Regex Refusal();
}
