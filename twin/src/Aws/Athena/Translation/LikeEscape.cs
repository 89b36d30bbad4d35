using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Translation;

/// <summary>Refuses a literal pattern of LIKE in which the escape character is before another character.</summary>
internal static class LikeEscape
{
    public static void Check(JsonObject node, List<JsonObject> arguments, QueryText query)
    {
        if (arguments is not [_, var like, var sign] || like.TextConstant() is not { } pattern
            || sign.TextConstant() is not [var escape])
        {
            return;
        }

        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == escape
                && (++i == pattern.Length || (pattern[i] is not ('%' or '_') && pattern[i] != escape)))
            {
                throw query.Refuse(
                    "INVALID_FUNCTION_ARGUMENT: Escape character must be followed by '%', '_' or the escape character "
                    + "itself",
                    node);
            }
        }
    }
}
