using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MadeUpCaptures;

/// <summary>A made-up text: each letter, digit and emoji is another one of the same script, case and length in UTF-8.
/// Zeros and all other characters stay.</summary>
internal static class MadeUpText
{
    // A script's letters of one case are neighbours: this many, from a multiple of it, are of one length in UTF-8.
    private const int Neighbours = 32;

    private const int MinHash = 24;

    private static readonly ConcurrentDictionary<(Rune Rune, bool IsHash), Rune[]> Known = [];

    /// <summary>Replaces a text, always by the same one.</summary>
    public static string From(string text)
    {
        if (text is "spotify" or "Spotify")
        {
            return text;
        }

        var isHash = text.Length >= MinHash && text.All(char.IsAsciiHexDigitLower);
        var numbers = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var made = new StringBuilder(text.Length);
        var next = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (next == numbers.Length)
            {
                (numbers, next) = (SHA256.HashData(numbers), 0);
            }

            var others = Known.GetOrAdd((rune, isHash), Others);
            made.Append(others is [] ? rune : others[numbers[next++] % others.Length]);
        }

        return made.ToString();
    }

    private static Rune[] Others((Rune Rune, bool IsHash) of)
    {
        var isReplaced = Rune.GetUnicodeCategory(of.Rune) is UnicodeCategory.UppercaseLetter
            or UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.OtherSymbol;
        return isReplaced && of.Rune.Value != '0'
            ? [.. Enumerable.Range(of.Rune.Value / Neighbours * Neighbours, Neighbours)
                .Where(value => value is not '0' && value != of.Rune.Value)
                .Select(value => new Rune(value))
                .Where(other => Class(other, of.IsHash) == Class(of.Rune, of.IsHash))]
            : [];
    }

    // With vowels for vowels, a name can be read out.
    private static (UnicodeCategory Category, bool IsVowel, bool IsHex) Class(Rune rune, bool isHash) => (
        Rune.GetUnicodeCategory(rune),
        rune.IsAscii && "aeiouAEIOU".Contains((char)rune.Value, StringComparison.Ordinal),
        isHash && rune.IsAscii && char.IsAsciiHexDigit((char)rune.Value));
}
