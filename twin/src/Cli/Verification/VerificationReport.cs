using Twin.Cli.Terminal;

namespace Twin.Cli.Verification;

/// <summary>The lines of a verification: a result, the seconds that it took, its name, and what was seen. A failed line
/// is followed by what to do.</summary>
internal sealed class VerificationReport(TextWriter output, TimeProvider clock)
{
    private const string Indentation = "    ";

    // As in most places to which somebody copies it.
    private const int Width = 100;

    private readonly long _begun = clock.GetTimestamp();
    private readonly int[] _counts = new int[Enum.GetValues<CheckResultKind>().Length];

    public bool IsGood => _counts[(int)CheckResultKind.Failed] == 0;

    /// <summary>Makes a check, and writes its line. A call that fails makes the check fail.</summary>
    public async Task CheckAsync(string name, Func<Task<CheckResult>> check)
    {
        var begun = clock.GetTimestamp();
        CheckResult finding;
        try
        {
            finding = await check();
        }
        catch (RunFailedException failed)
        {
            finding = CheckResult.Failed($"{failed.Message}", RemedyOf(failed.Message));
        }
        catch (Exception unknown) when (
            unknown is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            finding = CheckResult.Failed(
                $"an answer has not the expected form: {unknown.Message}",
                "Deploy the present code: pulumi up.");
        }

        Write(name, finding, clock.GetElapsedTime(begun));
    }

    public void Add(string name, CheckResult finding) => Write(name, finding, TimeSpan.Zero);

    public void Sum() => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{_counts[(int)CheckResultKind.Ok]} ok, {_counts[(int)CheckResultKind.Failed]} failed, "
        + $"{_counts[(int)CheckResultKind.Skipped]} skipped, in {clock.GetElapsedTime(_begun).TotalSeconds:0.0} s"));

    private void Write(string name, CheckResult finding, TimeSpan elapsed)
    {
        _counts[(int)finding.Kind]++;
        var kind = finding.Kind switch
        {
            CheckResultKind.Ok => "ok",
            CheckResultKind.Failed => "failed",
            _ => "skipped",
        };
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind,-7} {elapsed.TotalSeconds,6:0.0} s  {Shown(name)}: {Shown(finding.Seen)}"));
        if (finding.Remedy.Length > 0)
        {
            output.WriteLine($"{Indentation}to do: {Shown(finding.Remedy)}");
        }

        if (!finding.Rows.IsEmpty)
        {
            foreach (var line in ConsoleTable.Lines(
                [.. finding.Rows.Select(row => row.Select(VisibleText.OnOneLine).ToImmutableArray())],
                Width - Indentation.Length))
            {
                output.WriteLine(Indentation + line);
            }
        }
    }

    // The CLIs break their messages into lines.
    private static string Shown(string text) => VisibleText.OnOneLine(string.Join(
        ' ', text.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));

    private static string RemedyOf(string message) =>
        message.Contains("AccessDenied", StringComparison.Ordinal)
        || message.Contains("not authorized", StringComparison.Ordinal)
            ? "Allow your own credentials to make this call; docs/deploy.md lists the permissions. Then verify again."
            : "Correct what the message names, and verify again.";
}

internal sealed record CheckResult(CheckResultKind Kind, string Seen, string Remedy)
{
    // A thousand playlists can fail for one reason.
    private const int ProblemsShown = 3;

    /// <summary>A table with its header below the line; empty for none.</summary>
    public ImmutableArray<ImmutableArray<string>> Rows { get; init; } = [];

    public static CheckResult Ok(FormattableString seen) => new(CheckResultKind.Ok, Text(seen), "");

    public static CheckResult Failed(FormattableString seen, string remedy) =>
        new(CheckResultKind.Failed, Text(seen), remedy);

    /// <summary>A check that found faults: the first of them are named.</summary>
    public static CheckResult Failed(IReadOnlyCollection<string> problems, string remedy)
    {
        var more = problems.Count - ProblemsShown;
        var first = string.Join("; ", problems.Take(ProblemsShown));
        return more > 0 ? Failed($"{first}; and {more} more", remedy) : Failed($"{first}", remedy);
    }

    public static CheckResult Skipped(FormattableString reason) => new(CheckResultKind.Skipped, Text(reason), "");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

internal enum CheckResultKind
{
    Ok,
    Failed,
    Skipped,
}
