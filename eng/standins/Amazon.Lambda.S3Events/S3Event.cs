using System.Net;

namespace Amazon.Lambda.S3Events;

/// <summary>
/// What S3 sends to a function when something happened in a bucket: see "Event message structure" in the Amazon S3
/// user guide. What a message lacks is null or the type's default.
/// </summary>
public class S3Event
{
    /// <summary>The events; S3 sends one to a message so far, and promises no number.</summary>
    public List<S3EventNotificationRecord> Records { get; set; }

    /// <summary>One event.</summary>
    public class S3EventNotificationRecord
    {
        /// <summary>What happened, for example <c>ObjectCreated:Put</c>.</summary>
        public string EventName { get; set; }

        /// <summary>The bucket and the object.</summary>
        public S3Entity S3 { get; set; }
    }

    /// <summary>The bucket and the object that an event is about.</summary>
    public class S3Entity
    {
        /// <summary>The bucket.</summary>
        public S3BucketEntity Bucket { get; set; }

        /// <summary>The object.</summary>
        public S3ObjectEntity Object { get; set; }
    }

    /// <summary>A bucket.</summary>
    public class S3BucketEntity
    {
        /// <summary>Its name.</summary>
        public string Name { get; set; }
    }

    /// <summary>An object.</summary>
    public class S3ObjectEntity
    {
        /// <summary>The key as S3 sends it: URL-encoded, a space as <c>+</c>.</summary>
        public string Key { get; set; }

        /// <summary>The key.</summary>
        public string KeyDecoded => WebUtility.UrlDecode(Key);
    }
}
