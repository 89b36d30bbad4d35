namespace Tests.Support;

/// <summary>Text by which somebody tries to steer another one's terminal or to hide what it says.</summary>
internal static class HostileText
{
    /// <summary>Writes the clipboard, colours, turns the direction round, breaks lines, and ends in half a character.
    /// </summary>
    public const string Name =
        "a\u001b]52;c;QUJD\u0007b\u009b31mc\u202ed\u2066e\ufefff\u2028g\u0085h\u007fi\rDone\tj [red]k[/] \U000e0041l\ud83d";

    public const string Shown =
        @"a\u001b]52;c;QUJD\u0007b\u009b31mc\u202ed\u2066e\ufefff\u2028g\u0085h\u007fi\u000dDone\u0009j [red]k[/] "
        + @"\U000e0041l\ud83d";

    public const string Option = "a\u001b]52;c;QUJD\u0007b\u009b31mc\u202ed\n[red]Done";
    public const string OptionShown = @"a\u001b]52;c;QUJD\u0007b\u009b31mc\u202ed";

    /// <summary>The entry of a page whose track and artist have the hostile name.</summary>
    public static string Entry => JsonSerializer.Serialize(new
    {
        added_at = "2026-10-01T00:00:00Z",
        track = new
        {
            type = "track",
            id = "4uLU6hMCjMI75M1A2tKUQC",
            name = Name,
            duration_ms = 1,
            is_local = false,
            artists = new[] { new { id = "0gxyHStUsqpMadRV0Di1Qt", name = Name } },
            album = new { id = "4LH4d3cOWNNsVw41Gqt2kv", name = Name, artists = Array.Empty<object>() },
        },
    });

    /// <summary>Fails if a terminal would obey, hide or turn round any of a text.</summary>
    public static void AssertHarmless(string text)
    {
        foreach (var letter in "\u001b\u0007\u009b\u202e\u2066\ufeff\u2028\u0085\u007f\r\t")
        {
            Assert.DoesNotContain(letter, text);
        }

        Assert.DoesNotContain("\U000e0041", text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "\nDone", text.Replace("\nDone in ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("\n[red]Done", text, StringComparison.Ordinal);
    }
}
