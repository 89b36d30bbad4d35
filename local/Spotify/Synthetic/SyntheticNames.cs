namespace Local.Spotify.Synthetic;

/// <summary>Made-up names, with all that makes real ones hard to store.</summary>
internal static class SyntheticNames
{
    private const string ZeroWidthSpace = "\u200b";

    /// <summary>Half an emoji: Spotify has served names that were cut there.</summary>
    private const string LoneSurrogate = "\ud83d";

    public static string Artist(SeededRandom dice) =>
        dice.Next(10) switch
        {
            0 or 1 => Foreign(ref dice, words: 1),
            2 or 3 => $"The {dice.Pick(NameParts.Adjectives.AsSpan())} {dice.Pick(NameParts.Nouns.AsSpan())}s",
            4 => dice.Pick(NameParts.GivenNames.AsSpan()).ToUpperInvariant(),
            5 => $"{dice.Pick(NameParts.Nouns.AsSpan())}, {dice.Pick(NameParts.Nouns.AsSpan())} & Sons",
            6 => $"DJ \"{dice.Pick(NameParts.Nouns.AsSpan())}\"",
            _ => Person(ref dice),
        };

    public static string Song(SeededRandom dice)
    {
        var title = Title(ref dice);
        return dice.Next(240) switch
        {
            0 => $"{title} {LoneSurrogate}",
            1 => $"{title}\n(Live)",
            2 => title + ZeroWidthSpace,
            3 => $"{title}\t(Interlude)",
            < 20 => $"{title} (feat. {Person(ref dice)})",
            < 40 => $"{title} {dice.Pick(NameParts.Emoji.AsSpan())}",
            < 52 => $"{title} - Remastered {1994 + dice.Next(30)}",
            _ => title,
        };
    }

    /// <summary>After a takedown, Spotify leaves an album without a name.</summary>
    public static string Album(SeededRandom dice) => dice.OneIn(150) ? string.Empty : Title(ref dice);

    public static string Playlist(SeededRandom dice, int number, int tracks)
    {
        var place = NameParts.Places[number % NameParts.Places.Length];
        return dice.Next(4) switch
        {
            0 => $"{dice.Pick(NameParts.Adjectives.AsSpan())} {dice.Pick(NameParts.Nouns.AsSpan())}, {place} {number + 1}",
            1 => $"\"{place}\" daily {number + 1} {dice.Pick(NameParts.Emoji.AsSpan())}",
            _ => $"Top {tracks} - {place} {number + 1}",
        };
    }

    public static string Show(SeededRandom dice) => $"The {dice.Pick(NameParts.Nouns.AsSpan())} Hour with {Person(ref dice)}";

    private static string Title(ref SeededRandom dice)
    {
        var noun = dice.Pick(NameParts.Nouns.AsSpan());
        var other = dice.Pick(NameParts.Nouns.AsSpan());
        var adjective = dice.Pick(NameParts.Adjectives.AsSpan());
        return dice.Next(24) switch
        {
            < 5 => Foreign(ref dice, words: 2),
            5 => $"{noun}, {other}, {adjective}",
            6 => $"\"{noun}\"",
            7 => $"{noun}'s {other}",
            8 => $"Don’t {adjective} My {noun}",
            9 => $"{noun}\\{other}",
            10 => $"{noun}; {adjective} / {other}",
            11 => $"El {noun} más {adjective}",
            12 => noun.ToUpperInvariant() + "!",
            13 => $"{dice.Next(100)}",
            < 18 => $"{noun} of the {adjective} {other}",
            _ => $"{adjective} {noun}",
        };
    }

    private static string Foreign(ref SeededRandom dice, int words)
    {
        var script = dice.Pick(NameParts.Scripts.AsSpan()).AsSpan();
        var name = dice.Pick(script);
        for (var i = 0; i < words && dice.OneIn(2); i++)
        {
            name += " " + dice.Pick(script);
        }

        return name;
    }

    private static string Person(ref SeededRandom dice) =>
        $"{dice.Pick(NameParts.GivenNames.AsSpan())} {dice.Pick(NameParts.FamilyNames.AsSpan())}";
}
