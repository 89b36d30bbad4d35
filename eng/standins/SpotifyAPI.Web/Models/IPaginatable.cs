namespace SpotifyAPI.Web;

public interface IPaginatable<T>
{
    string? Next { get; set; }

    List<T>? Items { get; set; }
}

public interface IPaginatable<T, TNext>
{
    string? Next { get; set; }

    List<T>? Items { get; set; }
}
